/** What Lambda keeps of a call that has failed for good: the payload with the error. */
export interface KeptCall {
  readonly requestPayload: unknown;
  readonly responsePayload: { readonly errorType: string; readonly errorMessage: string };
}

const ATTEMPTS = 3;

/** Calls a function as Lambda does asynchronously: three attempts, then it is kept. Null where one succeeded. */
export async function callAsynchronously<Event>(
  handler: (event: Event) => Promise<unknown>,
  event: unknown,
): Promise<KeptCall | null> {
  const json = JSON.stringify(event);
  for (let attempt = 1; ; attempt++) {
    try {
      await handler(JSON.parse(json));
      return null;
    } catch (error) {
      if (attempt < ATTEMPTS) continue;
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      return { requestPayload: JSON.parse(json), responsePayload: { errorType: name, errorMessage: message } };
    }
  }
}
