import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counterKeyOf, formatCounterKey, parseCounterKey } from '#shared/domain/counter-key.ts';
import { statusEvent } from '../builders.ts';

describe('counter key', () => {
  test.each([
    [{ code: 2568, vasid: 'svc-7', carrier: '31003' }, 'svc-7|31003|submit|2568'],
    [{ code: null }, '||submit|'],
    [{ kind: 'delivery-report', code: null, status: 'Expired' } as const, '||delivery-report|Expired'],
    [{ kind: 'transport', code: null, status: '502' } as const, '||transport|502'],
  ])('%o is counted under %s', (overrides, key) => {
    expect(counterKeyOf(statusEvent(overrides))).toBe(key);
  });

  test('values outside their grammar are counted as other, whatever they hold', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (vasid, status) => {
        const key = counterKeyOf(statusEvent({ kind: 'transport', code: null, vasid, status }));
        expect(key.split('|')).toHaveLength(4);
        expect(key).not.toMatch(/[\s"<>]/);
      }),
    );
  });

  test('what is written is read back', () => {
    const counted = { vasid: 'a.b:c', carrier: null, kind: 'ack', outcome: '1000' };
    expect(parseCounterKey(formatCounterKey(counted))).toEqual(counted);
  });

  test('a string that is no key is an error that shows it', () => {
    expect(() => parseCounterKey('submit|1000')).toThrow('vasid|carrier|kind|outcome, got "submit|1000"');
  });
});
