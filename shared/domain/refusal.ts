/** A channel did not take a message. It says whether the same message can be taken later, and when trying again makes sense. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  /** As the channel said; null where it said nothing. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: { readonly cause?: unknown; readonly retryAfterMs?: number | null } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
