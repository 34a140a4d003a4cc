import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from './api.ts';
import type { PageFile } from './build-page.ts';
import { refusalOf } from './guard.ts';
import { SAFE_HEADERS } from './headers.ts';
import { type Audience, openAudience } from './live.ts';

/** What is served. */
export interface ServerOptions {
  readonly api: Api;
  /** The files of the page by path; they may still be in the making. */
  readonly page: Promise<ReadonlyMap<string, PageFile>>;
  /** 0 for any free one. */
  readonly port: number;
}

/** A page that is served on this machine and for it alone. */
export interface ConsoleServer {
  /** Where it is, without what allows changes. */
  readonly origin: string;
  /** The address of a path of the page; whoever has it may acknowledge and silence. */
  readonly addressOf: (path: string) => string;
  readonly audience: Audience;
  readonly close: () => Promise<void>;
}

const MOST_BODY_BYTES = 16_384;
const TOKEN_HEADER = 'x-mm7watch-token';
/** The page reads the path itself where no file has it. */
const INDEX = '/index.html';
/** Where the page finds up to when there are counts, so that it asks its first questions before its events are open. */
const NOW = '<meta name="now" content="" />';

/**
 * Serves the page, the API behind it and its live events on the loopback interface.
 * @throws where the port cannot be had
 */
export async function serveConsole(options: ServerOptions): Promise<ConsoleServer> {
  const token = randomBytes(16).toString('base64url');
  const audience = openAudience();
  const server = createServer();
  await listen(server, options.port);
  const { port } = addressIn(server);
  server.on('request', (request, response) => {
    const { method = 'GET', headers } = request;
    const caller = { method, host: headers.host, origin: headers.origin, token: headers[TOKEN_HEADER]?.toString() };
    const refusal = refusalOf(caller, { port, token });
    const answered = refusal === null ? answer(request, response, { ...options, audience }) : refuse(response, refusal);
    answered.catch((error: unknown) => fail(response, error));
  });
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    addressOf: (path) => `${origin}${path}#token=${token}`,
    audience,
    close: () =>
      new Promise((resolve) => {
        audience.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Served = ServerOptions & { readonly audience: Audience };

async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname.startsWith('/v1/')) {
    const headers = forwarded(request);
    const body = await bodyOf(request);
    const question = { method: request.method ?? 'GET', path: pathname, search: searchParams, headers, body };
    const reply = await served.api(question);
    give(response, reply.status, { 'cache-control': 'no-cache', ...reply.headers }, reply.body);
  } else if (pathname === '/live') {
    response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    served.audience.join(response);
  } else {
    const files = await served.page;
    const path = files.has(pathname) || /\.\w+$/.test(pathname) ? pathname : INDEX;
    const file = files.get(path);
    if (!file) return give(response, 404, { 'content-type': 'text/plain' }, `there is no ${pathname.slice(0, 80)}\n`);
    const body = path === INDEX ? withNow(file.body, served.audience.nowMs()) : file.body;
    give(response, 200, { 'content-type': file.type, 'cache-control': 'no-cache' }, body);
  }
}

function withNow(page: Uint8Array, nowMs: number | null): string {
  return Buffer.from(page)
    .toString('utf8')
    .replace(NOW, NOW.replace('""', `"${nowMs ?? ''}"`));
}

/** What of a question's headers the API looks at. */
function forwarded({ headers }: IncomingMessage): Record<string, string> {
  const kept = ['accept', 'content-type', 'if-none-match'];
  return Object.fromEntries(kept.flatMap((name) => (headers[name] ? [[name, headers[name].toString()]] : [])));
}

async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    sizeBytes += chunk.length;
    if (sizeBytes > MOST_BODY_BYTES) throw new Error(`a body holds at most ${MOST_BODY_BYTES} bytes`);
    chunks.push(chunk);
  }
  return sizeBytes === 0 ? null : Buffer.concat(chunks).toString('utf8');
}

async function refuse(response: ServerResponse, reason: string): Promise<void> {
  give(response, 403, { 'content-type': 'application/json' }, JSON.stringify({ error: reason }));
}

/** What broke is told to whoever looks, who is whoever started this. */
function fail(response: ServerResponse, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (response.headersSent) response.end();
  else give(response, 502, { 'content-type': 'application/json' }, JSON.stringify({ error: message }));
}

function give(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { ...SAFE_HEADERS, ...headers }).end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

function addressIn(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('a server that listens on a port has an address');
  return address;
}
