import * as z from 'zod/mini';
import { EPISODE_STATES, QUIETS, REASONS } from '../../domain/episode.ts';
import { StoredMarker } from './marker-item.ts';
import { StoredSilence } from './silence-item.ts';

const Scope = z.object({ vasid: z.nullable(z.string()), carrier: z.nullable(z.string()) });
const Contributions = z.array(z.object({ value: z.string(), share: z.number() }));
const Reason = z.enum(REASONS);
const Transition = z.object({
  atMs: z.number(),
  reason: Reason,
  scope: Scope,
  codes: z.array(z.number()),
  who: z.optional(z.string()),
});
const Summary = z.object({
  durationMs: z.number(),
  peakShare: z.number(),
  peakMs: z.number(),
  messages: z.number(),
  errors: z.number(),
  retryableShare: z.nullable(z.number()),
});

/** An episode as it stands in an item. */
export const StoredEpisode = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['critical', 'warning']),
  codes: z.array(z.number()),
  scope: Scope,
  state: z.enum(EPISODE_STATES),
  sinceMs: z.number(),
  openedMs: z.number(),
  resolvedMs: z.nullable(z.number()),
  errors: z.number(),
  messages: z.number(),
  usualShare: z.number(),
  evidence: z.optional(z.object({ alternative: z.string(), plausibleShare: z.number() })),
  byVasid: Contributions,
  byCarrier: Contributions,
  acknowledgedBy: z.optional(z.object({ who: z.string(), atMs: z.number() })),
  markers: z.optional(z.array(StoredMarker)),
  summary: z.optional(Summary),
  history: z.array(Transition),
  version: z.number(),
  outbox: z.array(
    z.object({ notificationId: z.string(), reason: Reason, claimedMs: z.number(), takenMs: z.optional(z.number()) }),
  ),
  toldMs: z.optional(z.nullable(z.number())),
  quiet: z.optional(z.enum(QUIETS)),
  silence: z.optional(StoredSilence),
  absorbedBy: z.optional(z.string()),
  lostLogs: z.optional(z.object({ logGroup: z.string(), toMs: z.number(), repair: z.string() })),
});
