import type { ApiAnswer } from './answer.ts';
import type { ApiRequest } from './route.ts';

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
export function requestOf(event: FunctionUrlEvent): ApiRequest {
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
