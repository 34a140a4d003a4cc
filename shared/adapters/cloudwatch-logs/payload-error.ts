/** A delivery that is none: not base64 of gzip of the JSON that CloudWatch Logs sends. */
export class PayloadError extends Error {
  override readonly name = 'PayloadError';

  constructor(cause: unknown) {
    super('a delivery must be base64 of gzip of the JSON of CloudWatch Logs; this one is not', { cause });
  }
}
