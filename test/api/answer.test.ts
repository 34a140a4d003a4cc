import { beforeAll, describe, expect, test } from 'vitest';
import type { ApiPorts } from '#shared/api/routes.ts';
import { SIGNAL_CODES } from '#shared/domain/detect/signal.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { episode, NOON_MS } from '../builders.ts';
import { TELLING_EPISODES } from '../telling-episodes.ts';
import { ask, countedStores } from './counted.ts';

let ports: ApiPorts;
beforeAll(async () => {
  ({ ports } = await countedStores(3));
});

const problemOf = async (path: string, request = {}) => {
  const { status, headers, body } = await ask(ports, path, request);
  expect(headers['content-type']).toBe('application/problem+json');
  return { status, ...JSON.parse(body) };
};
const rowsOf = async (path: string, request = {}) => JSON.parse((await ask(ports, path, request)).body).rows;

describe('what is wrong with a request', () => {
  test.each([
    ['/v1/codes?from=yesterday', 'from', 'yesterday', 'must be an instant as in 2026-11-23T10:42Z'],
    [
      '/v1/codes?from=2026-02-30',
      'from',
      '2026-02-30',
      'must be an instant as in 2026-11-23T10:42Z, on a day that there is',
    ],
    ['/v1/codes?from=2026-11-24&to=2026-11-23', 'from', '2026-11-24T00:00Z', 'must be before to, 2026-11-23T00:00Z'],
    ['/v1/codes?from=2020-01-01', 'from', '2020-01-01T00:00Z', 'must be at most 400 days before to'],
    ['/v1/codes?code=25', 'code', '25', 'must be codes or statuses with commas, as in 2568,3520'],
    ['/v1/codes?kind=submits', 'kind', 'submits', 'must be some of submit, delivery-report'],
    ['/v1/codes?limit=0', 'limit', '0', 'must be 1-1000'],
    ['/v1/codes?cursor=1', 'cursor', '1', 'must be the nextCursor of the answer before'],
    ['/v1/codes?vasId=a', 'vasId', 'a', 'is not known; there are from, to, vasid'],
    ['/v1/breakdown', 'by', null, 'must be vasid or carrier'],
    ['/v1/series?step=minute&from=2026-11-01&to=2026-11-20', 'step', 'minute', 'must give at most 3000 steps'],
    ['/v1/episodes/nothing', 'id', 'nothing', 'must name an episode as in 2026-11-23-1042-x7f3k9'],
  ])('%s names the parameter, what was got and what is wanted', async (path, parameter, value, wanted) => {
    const { status, title, errors } = await problemOf(path);
    expect([status, title]).toEqual([400, 'Bad Request']);
    expect(errors).toEqual([{ parameter, value, wanted: expect.stringContaining(wanted) }]);
  });

  test('all of it is told at once', async () => {
    expect((await problemOf('/v1/series?from=x&by=y&z=1')).errors).toHaveLength(3);
  });

  test.each([
    ['/v1/nothing', {}, 404, 'there is no /v1/nothing; there are /v1/codes'],
    ['/v1/episodes/2026-11-23-1200-nobody', {}, 404, 'there is no episode 2026-11-23-1200-nobody'],
    ['/v1/codes', { method: 'PUT' }, 405, '/v1/codes is asked with GET, got PUT'],
    [
      '/v1/health',
      { headers: { accept: 'text/csv' } },
      406,
      '/v1/health answers application/json, got accept text/csv',
    ],
    ['/v1/codes', { headers: { accept: 'image/png' } }, 406, '/v1/codes answers application/json or text/csv'],
    ['/v1/markers', { method: 'POST', body: 'credentials rotated' }, 400, 'the body must be a JSON object'],
    ['/v1/markers', { method: 'POST', body: '{"text": ""}' }, 400, 'text must be 1-200 characters'],
    [
      '/v1/silences',
      { method: 'POST', body: '{"matcher":{},"reason":"r","minutes":5,"author":"a"}' },
      400,
      'a silence must say what it is about',
    ],
  ])('%s %j is refused', async (path, request, status, detail) => {
    expect(await problemOf(path, request)).toMatchObject({ status, detail: expect.stringContaining(detail) });
  });
});

describe('pages', () => {
  test('follow each other without a gap and without a repeat, of one range though time goes on', async () => {
    const all = await rowsOf('/v1/codes');
    const paged: unknown[] = [];
    let cursor: string | null = '';
    for (let nowMs = NOON_MS + HOUR_MS; cursor !== null; nowMs += MINUTE_MS) {
      const answer = JSON.parse(
        (await ask(ports, `/v1/codes?limit=3${cursor && `&cursor=${cursor}`}`, { nowMs })).body,
      );
      expect(answer.range).toEqual({ fromMs: NOON_MS + MINUTE_MS, toMs: NOON_MS + HOUR_MS + MINUTE_MS });
      paged.push(...answer.rows);
      cursor = answer.nextCursor;
    }
    expect(all.length).toBeGreaterThan(6);
    expect(paged).toEqual(all);
  });
});

describe('what is still filling', () => {
  test.each([
    ['/v1/codes', NOON_MS + HOUR_MS, false, NOON_MS + HOUR_MS - 2 * MINUTE_MS],
    ['/v1/codes?from=2026-11-23T12:00Z&to=2026-11-23T12:30Z', NOON_MS + HOUR_MS, true, NOON_MS + HOUR_MS / 2],
    ['/v1/codes?from=2026-11-23T12:00Z&to=2026-11-23T12:30Z', NOON_MS - HOUR_MS, false, NOON_MS],
  ])('%s is told of', async (path, nowMs, complete, completeUntilMs) => {
    expect(JSON.parse((await ask(ports, path, { nowMs })).body)).toMatchObject({ complete, completeUntilMs });
  });
});

describe('an entity tag', () => {
  test('that is known answers without a body, until something has changed', async () => {
    const path = '/v1/codes?from=2026-11-23T12:00Z&to=2026-11-23T13:00Z';
    const { headers } = await ask(ports, path);
    const again = { headers: { 'if-none-match': `W/"x", ${headers.etag}` } };
    expect(await ask(ports, path, again)).toMatchObject({ status: 304, body: '' });
    const { ports: others } = await countedStores(4);
    expect((await ask(others, path, again)).status).toBe(200);
  });

  test('is another for another form of the answer', async () => {
    const json = await ask(ports, '/v1/codes');
    const csv = await ask(ports, '/v1/codes', { headers: { accept: 'text/csv' } });
    expect(csv.headers.etag).not.toBe(json.headers.etag);
  });
});

describe('CSV', () => {
  test.each([
    ['text/csv', 'text/csv; charset=utf-8'],
    ['text/csv;q=0.5, application/json;q=0.4', 'text/csv; charset=utf-8'],
    ['text/csv;q=0.5, */*', 'application/json'],
    ['*/*', 'application/json'],
  ])('%s gives %s', async (accept, type) => {
    expect((await ask(ports, '/v1/codes', { headers: { accept } })).headers['content-type']).toBe(type);
  });

  test('has a head and a line for each row', async () => {
    const { body } = await ask(ports, '/v1/catalog?code=2568', { headers: { accept: 'text/csv' } });
    expect(body.split('\r\n')[0]).toBe('code,text,details,family,layer,actor,retry,basis');
    expect(body.split('\r\n')[1]).toMatch(/^2568,Unable to authenticate,/);
  });

  test('of a series says of each step whether it is complete', async () => {
    const path = '/v1/series?from=2026-11-23T12:00Z&to=2026-11-23T12:03Z';
    const { body } = await ask(ports, path, { headers: { accept: 'text/csv' }, nowMs: NOON_MS + 4 * MINUTE_MS });
    const rows = body.trim().split('\r\n').slice(1);
    expect(rows.map((row) => [row.split(',')[0], row.split(',').at(-1)])).toEqual([
      ['2026-11-23T12:00Z', 'true'],
      ['2026-11-23T12:01Z', 'true'],
      ['2026-11-23T12:02Z', 'false'],
    ]);
  });
});

describe('filters', () => {
  const range = 'from=2026-11-23T12:00Z&to=2026-11-23T13:00Z';

  test('leave shares as they are', async () => {
    const all = await rowsOf(`/v1/codes?${range}`);
    const some = await rowsOf(`/v1/codes?${range}&code=1000&kind=submit`);
    expect(some).toEqual(
      all.filter(({ kind, outcome }: { kind: string; outcome: string }) => kind === 'submit' && outcome === '1000'),
    );
  });

  test('by family count what the catalogue puts into it', async () => {
    const rows = await rowsOf(`/v1/codes?${range}&family=failed`);
    expect(new Set(rows.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(['delivery-report']));
  });

  test('of episodes take those that may be about what is asked for', async () => {
    const { ports: own } = await countedStores(1);
    const about = (id: string, scope: { vasid: string | null; carrier: string | null }, codes = [2568]) =>
      own.episodes.put(episode({ id: `2026-11-23-1200-${id}`, scope, codes, sinceMs: NOON_MS, openedMs: NOON_MS }));
    await about('service', { vasid: 'svc-1', carrier: null });
    await about('carrier', { vasid: null, carrier: '31002' }, [3520]);
    await about('pair', { vasid: 'svc-2', carrier: '31003' });
    await about('signal', { vasid: 'svc-3', carrier: '31004' }, [SIGNAL_CODES['no-traffic']]);
    const idsOf = async (query: string) =>
      JSON.parse((await ask(own, `/v1/episodes?${range}&${query}`)).body).rows.map(({ id }: { id: string }) =>
        id.slice(16),
      );
    expect(await idsOf('vasid=svc-1')).toEqual(['carrier', 'service']);
    expect(await idsOf('carrier=31003')).toEqual(['pair', 'service']);
    expect(await idsOf('family=provisioning')).toEqual(['carrier']);
    expect(await idsOf('family=success')).toEqual([]);
    expect(await idsOf('code=no-traffic')).toEqual(['signal']);
    expect(await idsOf('code=3520,no-traffic')).toEqual(['carrier', 'signal']);
    expect(await idsOf('state=resolved')).toEqual([]);
  });

  test('an episode is told with what it looks like and what speaks for it; a signal by its name, as no code', async () => {
    const { ports: own } = await countedStores(1);
    const ID = '2026-11-23-1200-abc123';
    const { insight } = TELLING_EPISODES['credentials-opened']?.episode ?? {};
    await own.episodes.put(episode({ id: ID, codes: [2568, SIGNAL_CODES.delivery], insight, logGroups: ['/mms/b'] }));
    const told = JSON.parse((await ask(own, `/v1/episodes/${ID}`)).body).episode;
    expect(told).toMatchObject({ codes: [2568], signals: ['delivery'], logGroups: ['/mms/b'] });
    const says = 'the credentials were changed on one side only';
    const next = expect.stringContaining('compare the user, password and ids');
    const [cause] = insight?.causes ?? [];
    expect(told.causes[0]).toEqual({ name: 'credentials-changed', says, next, evidence: cause?.evidence });
  });
});

describe('a series', () => {
  test('stands in whole steps, and its range says so', async () => {
    const answer = JSON.parse(
      (await ask(ports, '/v1/series?step=hour&from=2026-11-23T12:10Z&to=2026-11-23T12:50Z')).body,
    );
    expect(answer.range).toEqual({ fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS });
    expect(answer.startsMs).toEqual([NOON_MS]);
  });

  test('of a watched code has the band that detection expects, and one of everything has none', async () => {
    const lineOf = async (query: string) =>
      JSON.parse((await ask(ports, `/v1/series?from=2026-11-23T12:00Z&to=2026-11-23T12:03Z&${query}`)).body).lines[0];
    const watched = await lineOf('code=2568');
    expect(watched.expected).toHaveLength(3);
    expect(watched.expected[0]).toBeGreaterThan(0);
    expect(watched.plausible[0]).toBeGreaterThan(watched.expected[0]);
    expect(await lineOf('')).toMatchObject({ expected: null, plausible: null });
    expect(await lineOf('code=2568,2002')).toMatchObject({ expected: null });
  });

  test('adds up what is beyond the limit', async () => {
    const linesOf = async (limit: number) =>
      JSON.parse(
        (await ask(ports, `/v1/series?from=2026-11-23T12:00Z&to=2026-11-23T12:03Z&by=code&limit=${limit}`)).body,
      ).lines;
    const sum = (lines: { total: number }[]) => lines.reduce((total, line) => total + line.total, 0);
    expect((await linesOf(2)).map(({ group }: { group: string }) => group)).toEqual(['1000', '2002', 'other']);
    expect(sum(await linesOf(2))).toBe(sum(await linesOf(100)));
  });
});

describe('what people do', () => {
  test('is done by whoever has signed, whatever the request says', async () => {
    const { ports: own } = await countedStores(1);
    await own.episodes.put(episode({ id: '2026-11-23-1200-abc123' }));
    const caller = 'arn:aws:sts::123456789012:assumed-role/Operators/ada';
    const request = { method: 'POST', body: '{"author": "somebody else"}', caller };
    const { body } = await ask(own, '/v1/episodes/2026-11-23-1200-abc123/acknowledge', request);
    expect(JSON.parse(body)).toMatchObject({ outcome: 'changed', episode: { acknowledgedBy: { who: 'ada' } } });
  });

  test('needs a name where nobody has signed', async () => {
    const request = { method: 'POST', body: '{"text": "limit raised"}' };
    expect((await problemOf('/v1/markers', request)).errors).toMatchObject([{ parameter: 'author' }]);
  });

  test('silences and tells again', async () => {
    const { ports: own } = await countedStores(1);
    const body = '{"matcher": {"carrier": "31003"}, "minutes": 60, "reason": "known", "author": "ada"}';
    const { silence } = JSON.parse((await ask(own, '/v1/silences', { method: 'POST', body })).body);
    expect(JSON.parse((await ask(own, '/v1/silences')).body).rows).toEqual([silence]);
    const ended = await ask(own, `/v1/silences/${silence.id}?author=eve`, { method: 'DELETE' });
    expect(JSON.parse(ended.body).ended).toMatchObject([{ id: silence.id, endedBy: 'eve' }]);
    expect(JSON.parse((await ask(own, '/v1/silences')).body).rows).toEqual([]);
    expect((await ask(own, `/v1/silences/${silence.id}?author=eve`, { method: 'DELETE' })).status).toBe(404);
  });
});

test('a range that ends in the year 9999 has an end', async () => {
  for (const path of ['/v1/episodes', '/v1/markers', '/v1/codes'])
    expect((await ask(ports, `${path}?from=9999-01-01&to=9999-12-31T23:59Z`)).status).toBe(200);
});

test('pending is not told by carrier where reports do not tell whose they are', async () => {
  const answer = JSON.parse((await ask(ports, '/v1/funnel?from=2026-11-23T12:00Z&to=2026-11-23T13:00Z')).body);
  expect(answer.total.pending).toBeGreaterThan(0);
  expect(new Set(answer.rows.map(({ pending }: { pending: number | null }) => pending))).toEqual(new Set([null]));
});
