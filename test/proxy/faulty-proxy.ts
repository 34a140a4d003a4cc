import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** What can go wrong with one request on its way to a table and back. */
export const PROXY_FAULTS = {
  reset: 'the connection is reset before the request arrives',
  throttled: 'refused for load',
  unavailable: 'refused with 503',
  lostReply: 'takes effect, and the connection is reset in the place of a reply',
  cutReply: 'takes effect, and half the reply comes',
  failedReply: 'takes effect, and is answered with 500',
  slowReply: 'takes effect, and is answered when nobody waits any more',
  lateRequest: 'takes effect when the client has given it up and sent it again',
} as const;

/** A kind of fault. */
export type ProxyFault = keyof typeof PROXY_FAULTS;

/** Those after which a request has had no effect. */
export const FAULTS_BEFORE_EFFECT = ['reset', 'throttled', 'unavailable'] as const satisfies ProxyFault[];
/** Those after which it has had, or will have. */
export const FAULTS_AFTER_EFFECT = [
  'lostReply',
  'cutReply',
  'failedReply',
  'slowReply',
  'lateRequest',
] as const satisfies ProxyFault[];

/** A proxy that runs. */
export interface FaultyProxy {
  readonly endpoint: string;
  /** How often each fault struck. */
  readonly faults: ReadonlyMap<ProxyFault, number>;
  readonly close: () => Promise<void>;
}

/** Longer than `impatientClient` waits. */
export const SLOW_MS = 400;

/**
 * Starts an HTTP proxy on a free loopback port that passes requests on to an endpoint and lets things go wrong.
 * @param faultOf asked for each request what is to go wrong with it; null for nothing
 */
export async function startFaultyProxy(endpoint: string, faultOf: () => ProxyFault | null): Promise<FaultyProxy> {
  const faults = new Map<ProxyFault, number>();
  const server = createServer((incoming, outgoing) => {
    const fault = faultOf();
    if (fault) faults.set(fault, (faults.get(fault) ?? 0) + 1);
    pass(endpoint, { incoming, outgoing, fault }).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the proxy has no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly fault: ProxyFault | null;
}

interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

async function pass(endpoint: string, { incoming, outgoing, fault }: Exchange): Promise<void> {
  const body = await bodyOf(incoming);
  if (fault === 'reset') return reset(incoming);
  if (fault === 'throttled') return answer(outgoing, errorReply(400, 'ProvisionedThroughputExceededException'));
  if (fault === 'unavailable') return answer(outgoing, errorReply(503, 'ServiceUnavailable'));
  if (fault === 'lateRequest') await pause(SLOW_MS);
  const reply = await forward(endpoint, incoming, body);
  if (fault === 'lostReply') return reset(incoming);
  if (fault === 'cutReply') return cut(incoming, outgoing, reply);
  if (fault === 'failedReply') return answer(outgoing, errorReply(500, 'InternalServerError'));
  if (fault === 'slowReply') await pause(SLOW_MS);
  answer(outgoing, reply);
}

function forward(endpoint: string, { method, headers, url }: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const { host: _, ...passed } = headers;
    const onward = request(`${endpoint}${url ?? '/'}`, { method, headers: passed }, (reply) => {
      bodyOf(reply).then((replyBody) => resolve({ status: reply.statusCode ?? 502, body: replyBody }), reject);
    });
    onward.once('error', reject);
    onward.end(body);
  });
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

function answer(outgoing: ServerResponse, { status, body }: Reply): void {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': body.length });
  outgoing.end(body);
}

function cut(incoming: IncomingMessage, outgoing: ServerResponse, { status, body }: Reply): void {
  outgoing.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'content-length': body.length + 2 });
  outgoing.write(body.subarray(0, body.length / 2), () => reset(incoming));
}

function reset({ socket }: IncomingMessage): void {
  socket.resetAndDestroy();
}

function errorReply(status: number, name: string): Reply {
  const error = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'made up by the proxy' };
  return { status, body: Buffer.from(JSON.stringify(error)) };
}
