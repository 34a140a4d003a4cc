import { expect, test } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { markersBefore } from '#shared/domain/marker.ts';
import { HOUR_MS, MINUTE_MS } from '#shared/domain/time.ts';
import { mark } from '#shared/pipeline/mark.ts';
import { marker, NOON_MS } from '../builders.ts';

test('what somebody did is noted once, as one line', async () => {
  const stores = memoryStores();
  const request = marker({ text: 'credentials\nrotated\u0007' });
  expect(await mark(request, stores)).toEqual({ marker: marker() });
  await mark(request, stores);
  expect(await stores.markers.list({ fromMs: NOON_MS, toMs: NOON_MS + 1 })).toEqual([marker()]);
});

test.each([
  ['no text', marker({ text: ' ' })],
  ['no author', marker({ author: '' })],
  ['a service that is none', marker({ vasid: 'svc 1' })],
])('a marker with %s is refused in words', async (_what, request) => {
  expect(await mark(request, memoryStores())).toEqual({ refused: expect.stringMatching(/^.{20,}$/) });
});

test.each([
  ['shortly before', marker({ atMs: NOON_MS - 4 * MINUTE_MS }), true],
  ['in the first bad minute', marker({ atMs: NOON_MS + MINUTE_MS - 1 }), true],
  ['after it', marker({ atMs: NOON_MS + MINUTE_MS }), false],
  ['long before', marker({ atMs: NOON_MS - HOUR_MS }), false],
  ['of its service', marker({ vasid: 'svc-1' }), true],
  ['of another service', marker({ vasid: 'svc-2' }), false],
])('an episode tells of a marker that stands %s: %s', (_when, one, isTold) => {
  expect(markersBefore([one], NOON_MS, { vasid: 'svc-1', carrier: null })).toEqual(isTold ? [one] : []);
});
