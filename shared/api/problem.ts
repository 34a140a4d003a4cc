import * as z from 'zod/mini';

/** A request that cannot be answered, as problem details (RFC 9457) of the type `about:blank`. */
export const Problem = z.strictObject({
  type: z.literal('about:blank'),
  title: z.string().check(z.describe('the words of the status')),
  status: z.int(),
  detail: z.string().check(z.describe('what is wrong and what to do, for whoever reads it')),
  errors: z
    .optional(
      z.array(
        z.strictObject({
          parameter: z.string(),
          value: z.nullable(z.string()).check(z.describe('what was got, cut off; null for nothing')),
          wanted: z.string(),
        }),
      ),
    )
    .check(z.describe('each parameter that cannot be used')),
});
export type Problem = z.output<typeof Problem>;
