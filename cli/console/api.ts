import { answerRequest } from '#shared/pipeline/api/answer.ts';
import type { QueryPorts } from '#shared/pipeline/query.ts';

/** A question of the page to the API. */
export interface ApiQuestion {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What becomes the response. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whom the page asks: the recipes in this process, or a deployment. */
export type Api = (question: ApiQuestion) => Promise<ApiReply>;

/** The API over stores of this process; the same recipes answer that are deployed. */
export function localApi(ports: QueryPorts, nowMs: () => number): Api {
  return async ({ method, path, search }) => {
    const request = { method, path, parameters: Object.fromEntries(search) };
    const { status, body } = await answerRequest(request, nowMs(), ports);
    return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  };
}
