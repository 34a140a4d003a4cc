import * as z from 'zod/mini';

/** A marker as it stands in an item. */
export const StoredMarker = z.object({
  atMs: z.number(),
  text: z.string(),
  vasid: z.nullable(z.string()),
  author: z.string(),
});
