import fc from 'fast-check';
import { expect, test } from 'vitest';
import { REASONS } from '#shared/domain/episode.ts';
import { bodyOf } from '#shared/domain/message/body.ts';
import { chatMessageOf } from '#shared/domain/message/chat.ts';
import { emailOf } from '#shared/domain/message/email.ts';
import { digestOf } from '#shared/domain/message/slack/digest.ts';
import { liveMessageOf, slackMessageOf, threadMessageOf } from '#shared/domain/message/slack/message.ts';
import { episode, NOON_MS } from '../../builders.ts';
import { brokenLimits } from '../../slack/block-limits.ts';
import { TELLING_EPISODES, TOLD } from '../../telling-episodes.ts';

/** What people write, in bounds, and as bad as it can be for escaping. */
const words = fc.oneof(fc.string({ maxLength: 200 }), fc.constant('&'.repeat(200)), fc.constant('*<'.repeat(100)));
const name = fc.stringMatching(/^[A-Za-z0-9._:-]{1,64}$/);
const contributions = fc.array(fc.record({ value: name, share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
  maxLength: 500,
});
const anyEpisode = fc.record({
  codes: fc.array(fc.integer({ min: 1000, max: 9999 }), { minLength: 1, maxLength: 40 }),
  scope: fc.record({ vasid: fc.option(name), carrier: fc.option(name) }),
  byVasid: contributions,
  byCarrier: contributions,
  markers: fc.array(fc.record({ atMs: fc.constant(NOON_MS), text: words, vasid: fc.constant(null), author: words }), {
    maxLength: 3,
  }),
  acknowledgedBy: fc.option(fc.record({ who: words, atMs: fc.constant(NOON_MS) }), { nil: undefined }),
  silence: fc.option(
    fc.record({
      ...{ id: fc.constant('s-1'), matcher: fc.constant({ code: 2568 }), fromMs: fc.constant(NOON_MS) },
      ...{ author: words, reason: words, untilMs: fc.option(fc.constant(NOON_MS)) },
    }),
    { nil: undefined },
  ),
  state: fc.constantFrom('open', 'acknowledged', 'resolved'),
});

test('whatever an episode holds, no message is beyond what its channel takes', () => {
  fc.assert(
    fc.property(anyEpisode, fc.constantFrom(...REASONS), fc.boolean(), (changes, reason, buttons) => {
      const { causes, limits } = { ...TELLING_EPISODES['throughput-in-bouts']?.episode.insight };
      const insight = TELLING_EPISODES['credentials-opened']?.episode.insight;
      const one = episode({
        ...changes,
        insight: insight && { ...insight, causes: causes ?? [], limits: limits ?? [] },
      });
      const history = Array.from({ length: 300 }, () => ({
        atMs: NOON_MS,
        reason,
        scope: one.scope,
        codes: one.codes,
      }));
      const notification = { id: 'n', reason, episode: { ...one, history } };
      const body = bodyOf(notification, TOLD);
      const many = Array.from({ length: 60 }, (_, at) => ({ ...body, episode: { ...body.episode, id: `e-${at}` } }));
      const messages = [slackMessageOf(body, { buttons }), liveMessageOf(body, { buttons }), threadMessageOf(body)];
      expect([...messages, digestOf(many)].flatMap(brokenLimits)).toEqual([]);
      const { content } = chatMessageOf(body, {});
      expect(content.title.length).toBeLessThanOrEqual(250 * 5);
      expect(content.description.length).toBeLessThanOrEqual(8000);
      expect(emailOf(body).length).toBeLessThanOrEqual(12_000);
      expect(JSON.stringify(body).length).toBeLessThanOrEqual(64_000); // SNS takes 256 kB, in three forms
    }),
    { numRuns: 60 },
  );
});
