import * as z from 'zod/mini';
import { CAUSE_NAMES } from '../../domain/insight/cause.ts';

const Part = z.object({ failing: z.number(), sending: z.number() });

/** What was read out of an episode's counts, as it stands in its item. */
export const StoredInsight = z.object({
  reach: z.object({
    services: Part,
    carriers: Part,
    failedShare: z.nullable(z.number()),
    failedShareElsewhere: z.nullable(z.number()),
  }),
  byCode: z.array(z.object({ value: z.string(), share: z.number() })),
  causes: z.array(z.object({ name: z.enum(CAUSE_NAMES), evidence: z.string() })),
  limits: z.array(
    z.object({
      vasid: z.string(),
      acceptedPerMinute: z.number(),
      minutes: z.number(),
      mostAcceptedPerMinute: z.nullable(z.number()),
      submitsPerMinute: z.number(),
    }),
  ),
  recent: z.object({ fromMs: z.number(), errors: z.array(z.number()) }),
});
