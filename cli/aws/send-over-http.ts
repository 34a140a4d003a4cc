import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** An answer as it came. */
export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request to the host that was signed, or to the endpoint that stands for AWS where AWS_ENDPOINT_URL names one. */
export function sendOverHttp({
  url,
  method,
  headers,
  body,
}: {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}): Promise<HttpReply> {
  const target = new URL(`${url.pathname}${url.search}`, process.env.AWS_ENDPOINT_URL || url.origin);
  const request = target.protocol === 'http:' ? requestHttp : requestHttps;
  return new Promise((resolve, reject) => {
    const asked = request(target, { method, headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }));
    });
    asked.once('error', reject);
    asked.end(body ?? undefined);
  });
}
