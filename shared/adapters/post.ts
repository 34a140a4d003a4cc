/** What a server answered. */
export interface PostAnswer {
  readonly status: number;
  readonly text: string;
  /** After how long to try again, as the server said it. */
  readonly retryAfterSeconds?: number | undefined;
}

/** Posts to an address: a form where it is given one, else JSON. */
export type Post = (url: string, body: unknown, headers?: Readonly<Record<string, string>>) => Promise<PostAnswer>;

const TIMEOUT_MS = 10_000;

/** Posts with the `fetch` of Node, for at most ten seconds and without following redirects: what is posted may be no one else's. */
export const postJson: Post = async (url, body, headers = {}) => {
  const answer = await fetch(url, {
    method: 'POST',
    ...(body instanceof URLSearchParams
      ? { headers, body } // the type of a form is set by fetch
      : { headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const retryAfter = answer.headers.get('retry-after') ?? '';
  return {
    status: answer.status,
    text: await answer.text(),
    retryAfterSeconds: /^[0-9]{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined,
  };
};
