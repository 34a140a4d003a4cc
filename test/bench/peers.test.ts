import { describe, expect, test } from 'vitest';
import { ANOMALY_BAND } from '../../bench/peers/anomaly-band.ts';
import { BURN_RATE } from '../../bench/peers/burn-rate.ts';
import { EWMA } from '../../bench/peers/ewma.ts';
import { type Peer, windowOf } from '../../bench/peers/peer.ts';
import { SPIKE } from '../../bench/peers/spike.ts';
import { RATIO, THREE_OF_FIVE } from '../../bench/peers/threshold.ts';

const PEERS = [THREE_OF_FIVE, RATIO, ANOMALY_BAND, SPIKE, BURN_RATE, EWMA];
const QUIET_MINUTES = 2_000;
const BAD_MINUTES = 15;

/** A key of 100 messages a minute without errors, then with 60, then without. */
function alarmsOf(peer: Peer) {
  const key = peer.makeKey();
  return Array.from({ length: QUIET_MINUTES + BAD_MINUTES + 600 }, (_, minute) => {
    const isBad = minute >= QUIET_MINUTES && minute < QUIET_MINUTES + BAD_MINUTES;
    return key.step({ minute, messages: 100, errors: isBad ? 60 : 0 });
  });
}

describe.each(PEERS)('$name', (peer) => {
  test('says nothing while nothing fails, finds what cannot be missed, and ends', () => {
    const alarms = alarmsOf(peer);
    expect(alarms.slice(0, QUIET_MINUTES)).not.toContain(true);
    expect(alarms.slice(QUIET_MINUTES, QUIET_MINUTES + BAD_MINUTES)).toContain(true);
    expect(alarms.at(-1)).toBe(false);
  });
});

test('a window forgets what is older than it, also where minutes are missing', () => {
  const window = windowOf(3);
  const sumAt = (minute: number, errors: number) => window.add({ minute, messages: 10, errors }).errors;
  expect([sumAt(0, 1), sumAt(1, 2), sumAt(2, 4), sumAt(3, 8), sumAt(5, 16), sumAt(90, 32)]).toEqual([
    1, 3, 7, 14, 24, 32,
  ]);
});
