import { expect, test } from 'vitest';
import { NO_FAULTS, parseRates } from './faults.ts';
import { firstFailure, seedsFrom } from './many.ts';

test.each([1, 126, 251, 376])(
  'nothing is lost and nothing counted twice in 125 runs from seed %i',
  { timeout: 300_000 },
  async (from) => {
    expect(await firstFailure(seedsFrom(from, 125), {})).toBeNull();
  },
);

test.each([
  ['nothing goes wrong', NO_FAULTS],
  ['deliveries repeat and shift', parseRates('all=0,duplicate=0.9,recut=0.9,late=0.5,expired=0.5')],
  ['every second invocation dies', parseRates('all=0,crash=0.5,lostReply=0.1')],
  ['the table is overloaded', parseRates('all=0,throttle=0.3,partialWrite=0.8,stall=0.5')],
  ['detectors step beside each other for minutes', parseRates('all=0,doubleTick=1,stall=0.5,snsReplyLost=0.3')],
  [
    'SNS and Slack fail in every way',
    parseRates(
      'all=0,snsReplyLost=0.3,snsRepeats=0.3,snsBusy=0.3,snsFails=0.3,snsRefuses=0.2,snsDown=0.5,slackReplyLost=0.3,slackBusy=0.3,slackFails=0.3,slackRefuses=0.2,slackDown=0.5',
    ),
  ],
  [
    'SNS brings everything twice and Slack takes all',
    parseRates('all=0,snsRepeats=1,snsReplyLost=0.5,snsDown=0.5,doubleTick=1'),
  ],
  ['parsers of two versions read side by side', parseRates('all=0,oldParser=0.6,recut=0.5,duplicate=0.5,stall=0.5')],
])('and so it is where %s', { timeout: 300_000 }, async (_, rates) => {
  expect(await firstFailure(seedsFrom(10_001, 25), { rates })).toBeNull();
});
