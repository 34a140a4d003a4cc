import * as z from 'zod/mini';
import { formatMinute } from '../../domain/time.ts';
import { mark as note } from '../../pipeline/mark.ts';
import type { MarkerStore } from '../../ports.ts';
import { AUTHOR, authorOf, type WritePorts } from '../author.ts';
import { MarkedAnswer, MarkersAnswer } from '../episode-answers.ts';
import { InstantParameter, RANGE, rangeOf, SCOPE } from '../parameters.ts';
import { Refusal } from '../refusal.ts';
import { defineRoute, readRoute } from '../route.ts';

const A_TEXT = 'must be 1-200 characters, as in "credentials rotated"';

/** What people did in a range. */
export const markers = readRoute({
  path: '/v1/markers',
  summary: 'What people did and noted, as "credentials rotated"; the oldest first',
  parameters: z.strictObject(RANGE),
  answer: { name: 'Markers', shape: MarkersAnswer },
  async respond({ parameters, nowMs }, ports: { readonly markers: Pick<MarkerStore, 'list'> }) {
    const { fromMs, toMs } = rangeOf(parameters, nowMs);
    return { range: { fromMs, toMs }, rows: await ports.markers.list({ fromMs, toMs }) };
  },
  csv: ({ rows }) => ({
    head: ['at', 'text', 'vasid', 'author'],
    rows: rows.map(({ atMs, text, vasid, author }) => [formatMinute(atMs), text, vasid, author]),
  }),
});

/** Notes what somebody did. */
export const mark = defineRoute({
  method: 'POST',
  path: '/v1/markers',
  summary: 'Notes what somebody did, so that charts and episodes that begin soon after tell of it',
  parameters: z.strictObject({}),
  body: z.strictObject({
    text: z.string(A_TEXT).check(z.minLength(1, A_TEXT), z.maxLength(200, A_TEXT)),
    at: z.optional(InstantParameter).check(z.describe('when it was done, ISO 8601; default: now')),
    vasid: SCOPE.vasid.check(z.describe('the service that it is about')),
    ...AUTHOR,
  }),
  answer: { name: 'Marked', shape: MarkedAnswer },
  async respond({ body, caller, nowMs }, ports: WritePorts) {
    const { text, at: atMs = nowMs, vasid = null } = body;
    const outcome = await note({ atMs, text, vasid, author: authorOf(body, caller) }, ports);
    if ('refused' in outcome) throw new Refusal(400, outcome.refused);
    return outcome;
  },
});
