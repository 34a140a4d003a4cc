import type { DeployedStack } from '../aws/stack.ts';
import type { Api } from './api.ts';

/** Headers of an answer that the page makes use of. */
const KEPT_HEADERS = ['content-type', 'etag'];

/** The API of a deployment: questions to one URL, what people do to the other, all signed in the name of who sits here. */
export function deployedApi({ urlOf, send }: DeployedStack): Api {
  return async ({ method, path, search, headers, body }) => {
    const url = new URL(path, urlOf(method === 'GET' ? 'QueryUrl' : 'ActUrl'));
    url.search = search.toString();
    const reply = await send({ url, method, headers, body });
    const kept = KEPT_HEADERS.flatMap((name) => (reply.headers[name] ? [[name, String(reply.headers[name])]] : []));
    const refused = REFUSED[method === 'GET' ? 'reading' : 'acting'];
    return {
      status: reply.status,
      headers: Object.fromEntries(kept),
      body: reply.status === 403 ? JSON.stringify({ error: refused }) : reply.body,
    };
  };
}

/** What IAM refuses it refuses without a word that helps. */
const REFUSED = {
  reading: "AWS refuses the question; these credentials need the policy of the stack's output ReadersPolicyArn",
  acting: "AWS refuses the change; these credentials need the policy of the stack's output OperatorsPolicyArn",
} as const;
