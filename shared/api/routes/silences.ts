import * as z from 'zod/mini';
import { isInForce } from '../../domain/silence.ts';
import { formatMinute, MINUTE_MS } from '../../domain/time.ts';
import { unsilence as endSilence, silence as hide } from '../../pipeline/silence.ts';
import type { SilenceStore } from '../../ports.ts';
import { AUTHOR, authorOf, type WritePorts } from '../author.ts';
import { SilencedAnswer, SilencesAnswer, UnsilencedAnswer } from '../episode-answers.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute, NO_BODY, readRoute } from '../route.ts';
import { toldInShort, toldSilence } from '../told-episode.ts';

const A_NAME = 'must be 1-200 letters, digits or . _ : / -';
const Name = z.string(A_NAME).check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/, A_NAME));
const A_CODE = 'must be a code of four digits';
const A_REASON = 'must be 1-200 characters';
const A_LENGTH = 'must be 1-43200 minutes, or null for as long as the episode goes on';

const Matcher = z.strictObject({
  episodeId: z.optional(Name),
  rule: z.optional(Name),
  code: z.optional(z.int(A_CODE).check(z.gte(1000, A_CODE), z.lte(9999, A_CODE))),
  vasid: z.optional(Name),
  carrier: z.optional(Name),
});

/** Silences in force. */
export const silences = readRoute({
  path: '/v1/silences',
  summary: 'Silences in force: whose notifications are hidden, by whom and until when',
  parameters: z.strictObject({}),
  answer: { name: 'Silences', shape: SilencesAnswer },
  async respond({ nowMs }, ports: { readonly silences: Pick<SilenceStore, 'list'> }) {
    const all = await ports.silences.list();
    return { rows: all.filter((each) => isInForce(each, nowMs)).map(toldSilence) };
  },
  csv: ({ rows }) => ({
    head: ['id', 'episodeId', 'rule', 'code', 'vasid', 'carrier', 'author', 'reason', 'from', 'until'],
    rows: rows.map(({ id, matcher, author, reason, fromMs, untilMs }) => [
      ...[id, matcher.episodeId, matcher.rule, matcher.code, matcher.vasid, matcher.carrier, author, reason],
      ...[formatMinute(fromMs), untilMs === null ? null : formatMinute(untilMs)],
    ]),
  }),
});

/** Hides notifications of what it fits. */
export const silence = defineRoute({
  method: 'POST',
  path: '/v1/silences',
  summary: 'Hides notifications of the episodes that fit, never the episodes',
  parameters: z.strictObject({}),
  body: z.strictObject({
    matcher: Matcher.check(z.describe('what it is about; at least one must be said')),
    reason: z.string(A_REASON).check(z.minLength(1, A_REASON), z.maxLength(200, A_REASON)),
    minutes: z.nullable(z.int(A_LENGTH).check(z.gte(1, A_LENGTH), z.lte(43_200, A_LENGTH))),
    ...AUTHOR,
  }),
  answer: { name: 'Silenced', shape: SilencedAnswer },
  async respond({ body, caller, nowMs }, ports: WritePorts) {
    const { matcher, reason, minutes } = body;
    const durationMs = minutes === null ? null : minutes * MINUTE_MS;
    const asked = { matcher, reason, durationMs, author: authorOf(body, caller) };
    const outcome = await hide(asked, nowMs, ports);
    if ('refused' in outcome) throw new Refusal(400, outcome.refused);
    return { silence: toldSilence(outcome.silence), hidden: outcome.hidden.map(toldInShort) };
  },
});

/** Takes a silence away before its time. */
export const unsilence = defineRoute({
  method: 'DELETE',
  path: '/v1/silences/{id}',
  summary: 'Ends a silence, or all that hide an episode; what goes on is told again at once',
  parameters: z.strictObject({ id: Name.check(z.describe('name of a silence, or of an episode')), ...AUTHOR }),
  body: NO_BODY,
  answer: { name: 'Unsilenced', shape: UnsilencedAnswer },
  async respond({ parameters, caller, nowMs }, ports: WritePorts) {
    const ended = await endSilence(parameters.id, authorOf(parameters, caller), nowMs, ports);
    if (ended.length === 0)
      throw new Refusal(404, `no silence ${parameters.id} is in force; /v1/silences lists those that are`);
    return { ended: ended.map(toldSilence) };
  },
});
