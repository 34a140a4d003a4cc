import type { QueryPorts } from '../query.ts';
import { ParameterError, type Parameters } from './parameters.ts';
import { ROUTES } from './routes.ts';

/** A request as any server has it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly parameters: Parameters;
}

/** An answer for any server to give; the body becomes JSON. */
export interface ApiAnswer {
  readonly status: 200 | 400 | 404 | 405;
  readonly body: object;
}

/** Answers a request over the API: routes by path, says what is wrong with a request that cannot be answered, throws where reading fails. */
export async function answerRequest(request: ApiRequest, nowMs: number, ports: QueryPorts): Promise<ApiAnswer> {
  const route = ROUTES.get(request.path);
  if (!route)
    return refuse(404, `there is no ${request.path.slice(0, 80)}; there are ${[...ROUTES.keys()].join(', ')}`);
  if (request.method !== 'GET') return refuse(405, `${request.path} is read with GET, got ${request.method}`);
  try {
    return { status: 200, body: await route({ parameters: request.parameters, nowMs }, ports) };
  } catch (error) {
    if (error instanceof ParameterError) return refuse(400, error.message);
    throw error;
  }
}

function refuse(status: ApiAnswer['status'], message: string): ApiAnswer {
  return { status, body: { error: message } };
}
