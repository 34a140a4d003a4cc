import { afterEach, beforeEach, expect, test } from 'vitest';
import { postJson } from '#shared/adapters/post.ts';
import { answerPress } from '#shared/adapters/slack/answer.ts';
import { pressOf } from '#shared/adapters/slack/interaction.ts';
import { type FakeSlack, startFakeSlack } from '../../slack/fake-slack.ts';

const EPISODE_ID = '2026-11-23-1200-abc123';
const ANSWER_URL = 'https://hooks.slack.com/actions/T0/1/abc';
const bodyOf = (payload: unknown) => Buffer.from(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
const pressed = (changes: object = {}) => ({
  ...{ type: 'block_actions', user: { id: 'U1', username: 'ada' }, response_url: ANSWER_URL },
  actions: [{ action_id: 'silence-1h', value: EPISODE_ID }],
  ...changes,
});

test('a button says what is to be done, about what, for whom, and where to answer', () => {
  expect(pressOf(bodyOf(pressed()))).toEqual({
    ...{ action: 'silence-1h', episodeId: EPISODE_ID, who: 'ada', answerUrl: ANSWER_URL },
  });
});

test.each([
  ['is a link', pressed({ actions: [{ action_id: 'look:Logs' }] })],
  ['is unknown', pressed({ actions: [{ action_id: 'delete-all', value: EPISODE_ID }] })],
  ['is about something that is no episode', pressed({ actions: [{ action_id: 'acknowledge', value: 'A#open' }] })],
  ['is of another kind', pressed({ type: 'view_submission' })],
  ['has nobody behind it', pressed({ user: undefined })],
  ['has no actions', pressed({ actions: [] })],
])('what %s asks for nothing', (_what, payload) => {
  expect(pressOf(bodyOf(payload))).toBeNull();
});

test.each([['no=payload'], ['payload=%7Bnot-json'], [''], ['payload=%FF%FE']])('%j asks for nothing', (text) => {
  expect(pressOf(Buffer.from(text))).toBeNull();
});

test.each([['https://evil.example/'], ['http://169.254.169.254/'], ['https://hooks.slack.com@evil.example/x']])(
  'nothing is posted to %s',
  (url) => {
    expect(pressOf(bodyOf(pressed({ response_url: url })))?.answerUrl).toBeNull();
  },
);

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.close());

test('whoever pressed is told what came of it; where that cannot be told, nothing breaks', async () => {
  const press = { action: 'acknowledge', episodeId: EPISODE_ID, who: 'ada', answerUrl: slack.webhookUrl } as const;
  expect(await answerPress(press, '<!here> has it', postJson)).toBe('told');
  expect(slack.shown().map(({ text }) => text)).toEqual(['&lt;!here&gt; has it']);
  slack.strike({ kind: 'unreachable' });
  expect(await answerPress(press, 'x', postJson)).toBe('not-told');
  expect(await answerPress({ ...press, answerUrl: null }, 'x', postJson)).toBe('not-told');
});
