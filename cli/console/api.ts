import { sha256 } from '#shared/adapters/sha256.ts';
import { answerRequest } from '#shared/api/answer.ts';
import { ALL_ROUTES, type ApiPorts } from '#shared/api/routes.ts';
import { nameOfUser } from '../user-name.ts';
import { shareReads } from './shared-reads.ts';

/** A question of the page to the API. */
export interface ApiQuestion {
  readonly method: string;
  readonly path: string;
  readonly search: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Null without one. */
  readonly body: string | null;
}

/** What becomes the response. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Whom the page asks: the recipes in this process, or a deployment. */
export type Api = (question: ApiQuestion) => Promise<ApiReply>;

/**
 * The API over stores of this process; the same recipes answer that are deployed.
 * @param caller who acts; null where each request says it
 */
export function localApi(ports: ApiPorts, nowMs: () => number, caller: string | null = nameOfUser()): Api {
  const shared = { ...ports, rollups: shareReads(ports.rollups) };
  return ({ search, ...question }) => {
    const request = { ...question, parameters: Object.fromEntries(search), caller };
    return answerRequest(request, { nowMs: nowMs(), sha256 }, ALL_ROUTES, shared);
  };
}
