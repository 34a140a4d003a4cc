import { EVERYTHING, type Scope } from '../scope.ts';
import { MINUTE_MS } from '../time.ts';
import type { DetectorState, Finding, FiringKey } from './finding.ts';
import { packNumbers, unpackNumbers } from './numbers.ts';
import { isTold, severityOf } from './reach.ts';
import type { SignalRule } from './rule.ts';
import { SETTLED_MINUTES, type SignalMinute, type SignalStep } from './signal-minute.ts';

const CODES = 'codes';
const DAY_MINUTES = 1440;
/** A code that was not seen for so long is new again. */
const FORGOTTEN_DAYS = 30;
/** So long a new code is told of; from then on it is known. */
const TOLD_MINUTES = 60;
/** Codes kept in mind at most, the latest seen; there are nine thousand of four digits, and a gateway uses some dozens. */
const MAX_CODES = 1_000;

/**
 * Tells of a code that is in no catalogue, when it is seen for the first time, and of any that was not seen for 30 days. In the
 * first 30 days nothing is known of a code of the catalogue, so that it is no news.
 */
export function stepUnknownCode(rule: SignalRule, before: DetectorState, at: SignalMinute): SignalStep {
  const { minute } = at;
  const day = Math.floor(minute / DAY_MINUTES);
  const memory = memoryOf(before, day);
  const isOldEnough = day - memory.bornDay >= FORGOTTEN_DAYS;
  const seen = codesSeen(at);
  const fired = new Map(before.firing.map((key) => [key.code, key]));
  const firing: FiringKey[] = [];
  const findings: Finding[] = [];
  for (const [code, { messages, errors, scope, firstMinute }] of seen) {
    const lastDay = memory.days.get(code);
    const isNew = lastDay === undefined ? isOldEnough || !at.isKnown(code) : day - lastDay >= FORGOTTEN_DAYS;
    memory.days.set(code, day);
    if (!isNew || fired.has(code)) continue;
    const key = {
      code,
      scope: EVERYTHING,
      sinceMs: firstMinute * MINUTE_MS,
      lastErrorMs: minute * MINUTE_MS,
      usualShare: 0,
    };
    if (!isTold(rule, { ...key, scope, errors, messages, expected: 0 })) continue;
    firing.push(key);
    findings.push({ ...foundOf(key), errors, messages, change: 'opened' });
  }
  for (const key of before.firing) {
    const isOver = minute * MINUTE_MS - key.sinceMs >= TOLD_MINUTES * MINUTE_MS;
    if (!isOver) firing.push(key);
    const { errors = 0, messages = 0 } = seen.get(key.code) ?? {};
    findings.push({ ...foundOf(key), errors, messages, change: isOver ? 'accepted' : 'continues' });
  }
  const learned = { [CODES]: packMemory(memory) };
  return { state: { lastMinuteMs: before.lastMinuteMs, firing, learned }, findings, leaves: null, logGroups: [] };

  function foundOf({ code, scope, sinceMs }: FiringKey) {
    const severity = severityOf(rule, { code, scope });
    return { rule: rule.name, code, scope, sinceMs, expected: 0, severity, evidence: null };
  }
}

interface SeenCode {
  messages: number;
  errors: number;
  /** Where it was seen first. */
  readonly scope: Scope;
  firstMinute: number;
}

function codesSeen({ minute, submitsIn }: SignalMinute): Map<number, SeenCode> {
  const seen = new Map<number, SeenCode>();
  let messages = 0;
  for (let at = minute - SETTLED_MINUTES; at <= minute; at++) {
    for (const leaf of submitsIn(at)) {
      messages += leaf.messages;
      for (const [code, errors] of leaf.errors) {
        const { vasid, carrier } = leaf;
        const found = seen.get(code) ?? { messages: 0, errors: 0, scope: { vasid, carrier }, firstMinute: at };
        seen.set(code, found);
        found.errors += errors;
      }
    }
  }
  for (const code of seen.values()) code.messages = messages;
  return seen;
}

interface CodeMemory {
  readonly bornDay: number;
  /** Code → the last day it was seen. */
  readonly days: Map<number, number>;
}

function memoryOf({ learned }: DetectorState, day: number): CodeMemory {
  const packed = learned?.[CODES];
  if (!packed) return { bornDay: day, days: new Map() };
  const [bornDay = day, ...rest] = unpackNumbers(packed);
  const days = new Map<number, number>();
  for (let at = 0; at < rest.length; at += 2) days.set(rest[at] ?? 0, rest[at + 1] ?? 0);
  return { bornDay, days };
}

function packMemory({ bornDay, days }: CodeMemory): Uint8Array {
  const latest = [...days].sort(([, one], [, other]) => other - one).slice(0, MAX_CODES);
  return packNumbers([bornDay, ...latest.flat()]);
}
