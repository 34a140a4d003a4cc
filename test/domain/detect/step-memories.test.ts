import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTHING_LATELY } from '#shared/domain/detect/lately.ts';
import { startPacking, unpackNumbers } from '#shared/domain/detect/numbers.ts';
import { DEFAULT_RULES, EVERYWHERE } from '#shared/domain/detect/rule.ts';
import { memoryOf, recordOf } from '#shared/domain/detect/scope-record.ts';
import { type Memories, scopesInReach, stepMemories } from '#shared/domain/detect/step-memories.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import type { LeafMinute } from '#shared/domain/detect/window.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { leafMinute, NOON_MS } from '../../builders.ts';

const NOON = NOON_MS / MINUTE_MS;
const codes = watchedCodes(DEFAULT_RULES);
/** Numbers of a key as they were packed when three suspicions were all there were. */
const NUMBERS_BEFORE_LATELY = 57;

const minutesOfLeaves = fc.array(
  fc.record({
    after: fc.integer({ min: 0, max: 50 }),
    vasid: fc.constantFrom('svc-1', 'svc-2', null),
    carrier: fc.constantFrom('31002', '31003', null),
    messages: fc.integer({ min: 20, max: 200 }),
    failed: fc.dictionary(fc.constantFrom('2568', '3520', '3510', '2002'), fc.integer({ min: 1, max: 5 })),
  }),
  { maxLength: 40 },
);
const leavesOf = (minutes: typeof minutesOfLeaves extends fc.Arbitrary<infer T> ? T : never): LeafMinute[] => {
  const distinct = new Map(minutes.map((minute) => [`${minute.after} ${minute.vasid} ${minute.carrier}`, minute]));
  return [...distinct.values()].map(({ after, vasid, carrier, messages, failed }) =>
    leafMinute({
      ...{ startMs: NOON_MS + after * MINUTE_MS, vasid, carrier, messages },
      errors: new Map(Object.entries(failed).map(([code, count]) => [Number(code), count])),
    }),
  );
};

/** Steps from noon on, a minute at a time, with only what had happened by then. */
function run(leaves: readonly LeafMinute[], minutes: number, keep = (memories: Memories) => memories): Memories {
  let memories: Memories = new Map();
  for (let minute = NOON; minute < NOON + minutes; minute++) {
    const { changed } = stepMemories(memories, leaves, { minute, codes });
    memories = keep(new Map([...memories, ...changed]));
  }
  return memories;
}

describe('what scopes remember', () => {
  test('is the same after it was packed and unpacked', () => {
    fc.assert(
      fc.property(minutesOfLeaves, (minutes) => {
        const packed = (memories: Memories): Memories =>
          new Map([...memories].map(([name, memory]) => [name, memoryOf(recordOf(memory, codes), codes)]));
        const leaves = leavesOf(minutes);
        expect(run(leaves, 52, packed)).toEqual(run(leaves, 52));
      }),
      { numRuns: 50 },
    );
  });

  test('keeps its codes apart when others are watched', () => {
    const [memory] = run([leafMinute({ errors: new Map([[3520, 9]]) })], 1).values();
    const others = watchedCodes([
      {
        ...EVERYWHERE,
        name: 'x',
        kind: 'evidence',
        watches: 'submits',
        codes: [3520, 9999],
        severity: 'warning',
        families: new Map(),
      },
    ]);
    const known = memory && memoryOf(recordOf(memory, codes), others);
    expect(known?.state.keys.map((key) => key === null)).toEqual([false, true]);
    expect(known?.state.last.errors).toEqual([9, 0]);
    const place = codes.findIndex(({ code }) => code === 3520);
    expect(known?.state.last.levelVariance).toEqual([memory?.state.last.levelVariance[place], 0]);
  });

  test('is read where variances were not written yet', () => {
    const [memory] = run([leafMinute({ errors: new Map([[3520, 9]]) })], 1).values();
    const record = memory && recordOf(memory, codes);
    const numbers = record ? unpackNumbers(record.last) : [];
    const older = record && { ...record, last: startPacking()(numbers.slice(0, 1 + 3 * codes.length)) };
    const last = older && memoryOf(older, codes).state.last;
    expect(last).toEqual({
      ...memory?.state.last,
      ...{ levelVariance: codes.map(() => 0), minuteVariance: codes.map(() => 0) },
    });
  });
});

describe('what the last minutes foretell', () => {
  const busy = Array.from({ length: 90 }, (_, after) => {
    const errors = new Map([[3510, after < 89 ? 60 : 240]]);
    return leafMinute({ startMs: NOON_MS + after * MINUTE_MS, messages: 5_000, errors });
  });
  const memory = run(busy, 90).get('svc-1|31002');
  const record = memory && recordOf(memory, codes);
  const place = codes.findIndex(({ code }) => code === 3510);

  test('is the same after it was packed and unpacked, with the leap beyond it', () => {
    expect(record && memoryOf(record, codes)).toEqual(memory);
    const key = memory?.state.keys[place];
    expect(key?.knowledge.block.foretold).toBeGreaterThan(100);
    expect(key?.bank.at(-1)?.score).toBeGreaterThan(0);
  });

  test('begins anew where it was not written yet', () => {
    const numbers = unpackNumbers(record?.keys[3510] ?? new Uint8Array(2)).slice(0, NUMBERS_BEFORE_LATELY);
    const older = record && { ...record, keys: { ...record.keys, 3510: startPacking()(numbers) } };
    const read = older && memoryOf(older, codes).state.keys[place];
    const known = memory?.state.keys[place];
    expect(read?.knowledge.lately).toEqual(NOTHING_LATELY);
    expect(read?.knowledge.learned).toEqual(known?.knowledge.learned);
    expect(read?.bank.slice(0, 3)).toEqual(known?.bank.slice(0, 3));
  });
});

describe('a step', () => {
  test('made again changes nothing', () => {
    fc.assert(
      fc.property(minutesOfLeaves, (minutes) => {
        const leaves = leavesOf(minutes);
        const memories = run(leaves, 40);
        expect(stepMemories(memories, leaves, { minute: NOON + 39, codes })).toEqual({
          changed: new Map(),
          transitions: [],
        });
      }),
      { numRuns: 50 },
    );
  });

  test('made again leaves alone what lies above a leaf that recovered without messages', () => {
    const failing = leafMinute({ messages: 20, errors: new Map([[2568, 5]]) });
    const leaves = [failing, leafMinute({ startMs: NOON_MS + 24 * MINUTE_MS, messages: 20, errors: new Map() })];
    const before = run(leaves, 39);
    const { changed, transitions } = stepMemories(before, leaves, { minute: NOON + 39, codes });
    expect(transitions.map(({ change }) => change.change)).toEqual(['recovered']);
    const after = new Map([...before, ...changed]);
    expect(stepMemories(after, leaves, { minute: NOON + 39, codes }).changed).toEqual(new Map());
  });

  test('that stored some scopes and broke off is finished by the next', () => {
    const stored = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(minutesOfLeaves, fc.integer({ min: 0, max: 51 }), stored, (minutes, after, isStored) => {
        const leaves = leavesOf(minutes);
        const before = run(leaves, after);
        const step = (memories: Memories) => stepMemories(memories, leaves, { minute: NOON + after, codes }).changed;
        const whole = step(before);
        const begun = new Map([...before, ...[...whole].filter(() => isStored.next().value)]);
        expect(new Map([...begun, ...step(begun)])).toEqual(new Map([...before, ...whole]));
      }),
      { numRuns: 50 },
    );
  });

  test('looks at what had messages within half an hour, and above it', () => {
    const leaves = [
      leafMinute({ startMs: NOON_MS - 29 * MINUTE_MS }),
      leafMinute({ startMs: NOON_MS - 30 * MINUTE_MS, vasid: 'old' }),
    ];
    expect([...scopesInReach(leaves, NOON)].sort()).toEqual(['*|*', '*|31002', 'svc-1|*', 'svc-1|31002']);
  });

  test('lets what fires without messages become stale after six hours', () => {
    const burning = run([leafMinute({ errors: new Map([[2568, 60]]) })], 1);
    const silentFor = (hours: number) => stepMemories(burning, [], { minute: NOON + hours * 60, codes });
    expect(silentFor(5).transitions).toEqual([]);
    expect(silentFor(6).transitions.map(({ code, change }) => [code, change.change])).toEqual([[2568, 'stale']]);
  });

  test('that ends what is stale moves its scope on, so that of two beside each other one is stored', () => {
    const burning = run([leafMinute({ errors: new Map([[2568, 60]]) })], 1);
    const { changed } = stepMemories(burning, [], { minute: NOON + 360, codes });
    expect([...changed.values()].map(({ state }) => state.lastMinute)).toEqual([NOON + 360]);
    expect(stepMemories(new Map([...burning, ...changed]), [], { minute: NOON + 360, codes }).changed).toEqual(
      new Map(),
    );
  });
});
