/** Questions that were asked before the parts of the page that want them were there, by path. */
const ahead = new Map<string, Promise<Response>>();

export const JSON_PLEASE = { accept: 'application/json' };

/** Asks already; the first who asks the same has the answer. */
export function askAhead(path: string): void {
  ahead.set(path, fetch(path, { headers: JSON_PLEASE }));
}

/** The answer that is under way, which is given once. */
export function takeAhead(path: string): Promise<Response> | undefined {
  const answer = ahead.get(path);
  ahead.delete(path);
  return answer;
}
