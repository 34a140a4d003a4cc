import { beforeEach, describe, expect, test } from 'vitest';
import { subscribeAll, subscribeNew, unsubscribeAll } from '#shared/pipeline/subscribe.ts';
import type { LogGroup, LogSubscriptions } from '#shared/ports.ts';

const GROUPS: readonly LogGroup[] = [
  { name: '/mm7watch/mm7watch/ingest', takesFilters: true },
  { name: '/mms/archive', takesFilters: false },
  { name: '/mms/full', takesFilters: true },
  { name: '/mms/gateway', takesFilters: true },
  { name: '/mms/gateway-b', takesFilters: true },
  { name: '/web/shop', takesFilters: true },
];

let filtered: Set<string>;
let subscriptions: LogSubscriptions;
beforeEach(() => {
  filtered = new Set();
  subscriptions = {
    list: async (prefix) => GROUPS.filter(({ name }) => name.startsWith(prefix)),
    async put(logGroup) {
      if (logGroup === '/mms/full') return 'filter-limit';
      filtered.add(logGroup);
      return 'subscribed';
    },
    remove: async (logGroup) => (filtered.delete(logGroup) ? 'removed' : 'none'),
  };
});
const ports = () => ({ subscriptions, ownPrefix: '/mm7watch/' });
const under = (...prefixes: string[]) => ({ prefixes, named: [] });

describe('all log groups under the prefixes', () => {
  test('are subscribed, and those that cannot be are told with the reason', async () => {
    expect(await subscribeAll(under('/mms/'), ports())).toEqual({
      subscribed: ['/mms/gateway', '/mms/gateway-b'],
      refused: [
        { logGroup: '/mms/archive', reason: 'class-without-filters' },
        { logGroup: '/mms/full', reason: 'filter-limit' },
      ],
    });
  });

  test('never hold our own, whatever the prefix', async () => {
    const { subscribed, refused } = await subscribeAll(under('/'), ports());
    expect(subscribed).toEqual(['/mms/gateway', '/mms/gateway-b', '/web/shop']);
    expect(refused).toContainEqual({ logGroup: '/mm7watch/mm7watch/ingest', reason: 'own-group' });
  });

  test('are taken once where prefixes overlap', async () => {
    const { subscribed } = await subscribeAll(under('/mms/g', '/mms/gateway'), ports());
    expect(subscribed).toEqual(['/mms/gateway', '/mms/gateway-b']);
  });

  test('are not given a second filter where they are named', async () => {
    const { subscribed } = await subscribeAll({ prefixes: ['/mms/g'], named: ['/mms/gateway'] }, ports());
    expect(subscribed).toEqual(['/mms/gateway-b']);
  });
});

describe('a log group that was just made', () => {
  test.each([
    ['/mms/gateway', ['/mms/gateway']],
    ['/mms/gateway-b', []],
    ['/web/shop', []],
  ])('%s is subscribed only where it is meant', async (logGroup, wanted) => {
    const selection = { prefixes: ['/mms/'], named: ['/mms/gateway-b'] };
    expect((await subscribeNew(logGroup, selection, ports())).subscribed).toEqual(wanted);
  });
});

describe('filters are taken away', () => {
  test('from everything when the stack goes', async () => {
    await subscribeAll(under('/mms/', '/web/'), ports());
    expect(await unsubscribeAll(['/mms/', '/web/'], under(), ports())).toEqual([
      '/mms/gateway',
      '/mms/gateway-b',
      '/web/shop',
    ]);
    expect(filtered).toEqual(new Set());
  });

  test('from what is no longer meant when prefixes or names change', async () => {
    await subscribeAll(under('/mms/', '/web/'), ports());
    const staying = { prefixes: ['/mms/'], named: ['/mms/gateway'] };
    expect(await unsubscribeAll(['/mms/', '/web/'], staying, ports())).toEqual(['/mms/gateway', '/web/shop']);
    expect(filtered).toEqual(new Set(['/mms/gateway-b']));
  });
});
