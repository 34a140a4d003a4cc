import * as z from 'zod/mini';
import type { CsvTable } from '../domain/csv.ts';
import { Refusal, refuseIssues } from './refusal.ts';

/** A request as any server has it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** By name, as they stand after the question mark. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  /** By name in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it was sent; null without one. */
  readonly body: string | null;
  /** Who asks, as the doorway knows them; null where it does not. */
  readonly caller: string | null;
}

/** What a route needs to know beside its parameters. */
export interface Asked {
  readonly nowMs: number;
  readonly caller: string | null;
}

/** What became of a request before it is written down. */
export interface Reply {
  readonly body: object;
  /** Undefined where it makes no table. */
  readonly csv: (() => CsvTable) | undefined;
}

/** The shape of an answer and its name in the OpenAPI document. */
export interface NamedShape<A extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: string;
  readonly shape: A;
}

/** A path of the API and its method. */
export interface Route<Ports> {
  readonly method: Method;
  /** With `{name}` where it holds a parameter. */
  readonly path: string;
  readonly summary: string;
  readonly parameters: z.ZodMiniObject;
  readonly body: z.ZodMiniObject;
  readonly answer: NamedShape;
  readonly hasCsv: boolean;
  /** @throws Refusal where the request cannot be answered */
  readonly reply: (request: ApiRequest, asked: Asked, ports: Ports) => Promise<Reply>;
}

type Method = 'GET' | 'POST' | 'DELETE';

/** What a route is made of; parameters and body are parsed before it responds. */
interface Definition<P extends z.ZodMiniObject, B extends z.ZodMiniObject, A extends z.ZodMiniType<object>, Ports> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly parameters: P;
  readonly body: B;
  readonly answer: NamedShape<A>;
  readonly respond: (asked: Given<P, B>, ports: Ports) => Promise<z.output<A>>;
  /** Left out where the answer is no table. */
  readonly csv?: (answer: z.output<A>) => CsvTable;
}

type Given<P extends z.ZodMiniObject, B extends z.ZodMiniObject> = Asked & {
  readonly parameters: z.output<P>;
  readonly body: z.output<B>;
};

/** A route that reads, which has no body. */
export function readRoute<P extends z.ZodMiniObject, A extends z.ZodMiniType<object>, Ports>(
  definition: Omit<Definition<P, typeof NO_BODY, A, Ports>, 'method' | 'body'>,
): Route<Ports> {
  return defineRoute({ ...definition, method: 'GET', body: NO_BODY });
}

/** A route with a method and a body. */
export function defineRoute<
  P extends z.ZodMiniObject,
  B extends z.ZodMiniObject,
  A extends z.ZodMiniType<object>,
  Ports,
>({ respond, csv, ...told }: Definition<P, B, A, Ports>): Route<Ports> {
  return {
    ...told,
    hasCsv: csv !== undefined,
    async reply(request, asked, ports) {
      const parameters = parsed(told.parameters, request.parameters);
      const body = parsed(told.body, told.body === NO_BODY ? {} : jsonOf(request.body));
      const answer = await respond({ ...asked, parameters, body }, ports);
      return { body: answer, csv: csv && (() => csv(answer)) };
    },
  };
}

/** The body of a request without one. */
export const NO_BODY = z.strictObject({});

function parsed<S extends z.ZodMiniObject>(schema: S, value: unknown): z.output<S> {
  const outcome = z.safeParse(schema, value, { reportInput: true });
  if (outcome.success) return outcome.data;
  throw refuseIssues(outcome.error.issues, Object.keys(schema.shape));
}

function jsonOf(body: string | null): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch (cause) {
    throw new Refusal(
      400,
      'the body must be a JSON object, got something else; send content-type application/json',
      undefined,
      { cause },
    );
  }
}
