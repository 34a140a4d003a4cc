import { type AnswerContext, type ApiAnswer, answerRequest, failedAnswer } from './answer.ts';
import type { ApiRequest, Route } from './route.ts';

/** What a function's URL says of a request, as far as the API needs it. */
export interface FunctionUrlEvent {
  readonly rawPath: string;
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly http: { readonly method: string };
    /** Who signed the request, as IAM has found out. */
    readonly authorizer?: { readonly iam?: { readonly userArn: string } };
  };
}

/** A request over a function's URL; who asks is whom IAM has found to have signed it, whatever the request says. */
function requestOf(event: FunctionUrlEvent): ApiRequest {
  const { body, isBase64Encoded, requestContext } = event;
  return {
    method: requestContext.http.method,
    path: event.rawPath,
    parameters: event.queryStringParameters ?? {},
    headers: event.headers,
    body: body === undefined ? null : isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    caller: requestContext.authorizer?.iam?.userArn ?? null,
  };
}

/** An answer as a function's URL takes it. */
export function resultOf({ status, headers, body }: ApiAnswer): {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
} {
  return { statusCode: status, headers: { ...headers }, body };
}

/** Answers a call over a function's URL; what fails is told to the doorway, and to whoever asked as a failure without its cause. */
export async function answerCall<Ports>(
  event: FunctionUrlEvent,
  context: AnswerContext & { readonly onFailure: (error: unknown) => void },
  routes: readonly Route<Ports>[],
  ports: Ports,
): Promise<ApiAnswer> {
  try {
    return await answerRequest(requestOf(event), context, routes, ports);
  } catch (error) {
    context.onFailure(error);
    return failedAnswer();
  }
}
