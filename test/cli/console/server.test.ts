import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ApiQuestion } from '../../../cli/console/api.ts';
import { buildPage } from '../../../cli/console/build-page.ts';
import { type ConsoleServer, serveConsole } from '../../../cli/console/server.ts';

const MOST_COMPRESSED_BYTES = 150_000;
const asked: ApiQuestion[] = [];
let server: ConsoleServer;
beforeAll(async () => {
  const api = async (question: ApiQuestion) => {
    asked.push(question);
    return { status: 200, headers: { 'content-type': 'application/json', etag: '"1"' }, body: '{}' };
  };
  server = await serveConsole({ api, page: buildPage(), port: 0 });
});
afterAll(() => server.close());

/** A request with any Host, which `fetch` does not let one say. */
const statusWith = (host: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(server.origin);
    const sent = request({ hostname, port, path: '/v1/health', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });

describe('the page that is served', () => {
  test('is whole, and small enough to be there at once', async () => {
    const page = await buildPage();
    expect([...page.keys()].sort()).toEqual([
      '/common.js',
      '/docs/causes.txt',
      '/first.js',
      '/icon.svg',
      '/index.html',
      '/page.js',
      '/style.css',
    ]);
    const sizes = [...page.values()].map(({ body }) => gzipSync(body).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST_COMPRESSED_BYTES);
  });

  test('loads nothing from anywhere else, nor runs what it did not bring', async () => {
    const response = await fetch(server.origin);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await response.text()).not.toMatch(/https?:\/\//);
  });

  test.each([
    ['/', 200],
    ['/episodes/2026-11-23-1042-x7f3k9', 200],
    ['/page.js', 200],
    ['/nothing.js', 404],
    ['/../../package.json', 404],
  ])('%s is answered with %i', async (path, status) => {
    expect((await fetch(server.origin + path)).status).toBe(status);
  });
});

describe('a question of the page', () => {
  test('reaches the API with what it may hold, and brings back its headers beside the safe ones', async () => {
    const headers = { 'if-none-match': '"0"', cookie: 'a=b' };
    const response = await fetch(`${server.origin}/v1/codes?carrier=31003&code=3520,2568`, { headers });
    expect(asked.at(-1)).toMatchObject({ method: 'GET', path: '/v1/codes', body: null });
    expect(asked.at(-1)?.search.toString()).toBe('carrier=31003&code=3520%2C2568');
    expect(Object.keys(asked.at(-1)?.headers ?? {})).toEqual(['accept', 'if-none-match']);
    expect(response.headers.get('etag')).toBe('"1"');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('is not answered under another name', async () => {
    const { port } = new URL(server.origin);
    expect(await statusWith(`evil.example:${port}`)).toBe(403);
    expect(await statusWith(`127.0.0.1:${port}`)).toBe(200);
  });

  test('changes something with the token of the address only', async () => {
    const before = asked.length;
    const post = (headers: Record<string, string>) =>
      fetch(`${server.origin}/v1/markers`, { method: 'POST', body: '{"text":"done"}', headers });
    expect((await post({})).status).toBe(403);
    expect((await post({ 'x-mm7watch-token': 'guess' })).status).toBe(403);
    expect(asked.length).toBe(before);
    const token = server.addressOf('/').split('token=')[1] ?? '';
    expect((await post({ 'x-mm7watch-token': token })).status).toBe(200);
    expect(asked.at(-1)?.body).toBe('{"text":"done"}');
  });

  test('is refused where its body is larger than anything that is asked', async () => {
    const token = server.addressOf('/').split('token=')[1] ?? '';
    const headers = { 'x-mm7watch-token': token };
    const response = await fetch(`${server.origin}/v1/markers`, { method: 'POST', body: 'x'.repeat(20_000), headers });
    expect([response.status, await response.json()]).toEqual([502, { error: 'a body holds at most 16384 bytes' }]);
  });
});

test('the page is told with itself up to when there are counts, as soon as anybody knows', async () => {
  const page = async () => (await fetch(server.origin)).text();
  expect(await page()).toContain('<meta name="now" content="" />');
  server.audience.tell(1_764_000_000_000);
  expect(await page()).toContain('<meta name="now" content="1764000000000" />');
});

test('who looks is told the last word at once, then each new one', async () => {
  server.audience.tell(1);
  const reader = (await fetch(`${server.origin}/live`)).body?.getReader();
  const heard = async () => new TextDecoder().decode((await reader?.read())?.value);
  expect(await heard()).toContain('event: now\ndata: 1\n\n');
  server.audience.tell(2);
  expect(await heard()).toBe('event: now\ndata: 2\n\n');
  expect(server.audience.size()).toBe(1);
  await reader?.cancel();
});
