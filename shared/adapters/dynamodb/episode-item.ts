import * as z from 'zod/mini';
import { StoredInsight } from './insight-item.ts';

const Scope = z.object({ vasid: z.nullable(z.string()), carrier: z.nullable(z.string()) });
const Contributions = z.array(z.object({ value: z.string(), share: z.number() }));
const Reason = z.enum(['opened', 'widened', 'announced', 'resolved', 'accepted', 'stale']);
/** An episode as it stands in an item. */
export const StoredEpisode = z.object({
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['critical', 'warning']),
  codes: z.array(z.number()),
  scope: Scope,
  state: z.enum(['open', 'resolved']),
  sinceMs: z.number(),
  openedMs: z.number(),
  resolvedMs: z.nullable(z.number()),
  errors: z.number(),
  messages: z.number(),
  usualShare: z.number(),
  evidence: z.optional(z.object({ alternative: z.string(), plausibleShare: z.number() })),
  byVasid: Contributions,
  byCarrier: Contributions,
  insight: z.optional(StoredInsight),
  history: z.array(z.object({ atMs: z.number(), reason: Reason, scope: Scope, codes: z.array(z.number()) })),
  version: z.number(),
  outbox: z.array(z.object({ notificationId: z.string(), reason: Reason, claimedMs: z.number() })),
  quiet: z.optional(z.enum(['staged', 'maintenance'])),
  lostLogs: z.optional(z.object({ logGroup: z.string(), toMs: z.number(), repair: z.string() })),
});
