import type { FleetRow } from '../fleet/generate.ts';
import { CODES } from '../fleet/pairs.ts';
import type { Alert } from '../score.ts';
import type { Peer, PeerKey } from './peer.ts';

interface RunningKey {
  readonly detector: PeerKey;
  isInAlarm: boolean;
}

/** Runs a peer over every key that ours watches: each code on pairs, services, carriers and everything. */
export function runPeer(peer: Peer, rows: readonly (readonly FleetRow[])[]): Alert[] {
  const alerts: Alert[] = [];
  const keys = new Map<string, RunningKey>();
  for (const [minute, arrived] of rows.entries()) {
    const scopes = sumsByScope(arrived);
    for (const [name, { messages, errors }] of scopes) {
      for (const code of CODES) {
        const failed = errors[code] ?? 0;
        const key = `${code}|${name}`;
        const known = keys.get(key);
        if (!known && failed === 0) continue;
        const running = known ?? { detector: peer.makeKey(), isInAlarm: false };
        keys.set(key, running);
        const isInAlarm = running.detector.step({ minute, messages, errors: failed });
        if (isInAlarm !== running.isInAlarm) alerts.push({ minute, key, isOn: isInAlarm });
        running.isInAlarm = isInAlarm;
      }
    }
    for (const [key, running] of keys) {
      if (!running.isInAlarm || scopes.has(key.slice(key.indexOf('|') + 1))) continue;
      running.isInAlarm = running.detector.step({ minute, messages: 0, errors: 0 });
      if (!running.isInAlarm) alerts.push({ minute, key, isOn: false });
    }
  }
  return alerts;
}

function sumsByScope(arrived: readonly FleetRow[]) {
  const sums = new Map<string, { messages: number; errors: Record<string, number> }>();
  for (const { carrier, vasid, total, codes } of arrived) {
    for (const name of [`${carrier}|${vasid}`, `${carrier}|*`, `*|${vasid}`, '*|*']) {
      const sum = sums.get(name) ?? { messages: 0, errors: {} };
      sums.set(name, sum);
      sum.messages += total;
      for (const code in codes) sum.errors[code] = (sum.errors[code] ?? 0) + (codes[code] ?? 0);
    }
  }
  return sums;
}
