import * as z from 'zod/mini';

/** A silence as it stands in an item. */
export const StoredSilence = z.object({
  id: z.string(),
  matcher: z.object({
    episodeId: z.optional(z.string()),
    rule: z.optional(z.string()),
    code: z.optional(z.number()),
    vasid: z.optional(z.string()),
    carrier: z.optional(z.string()),
  }),
  author: z.string(),
  reason: z.string(),
  fromMs: z.number(),
  untilMs: z.nullable(z.number()),
  endedBy: z.optional(z.string()),
});
