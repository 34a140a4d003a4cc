import { describe, expect, test } from 'vitest';
import { toldEpisode } from '#shared/api/told-episode.ts';
import { verdictOf } from '../../console/overview/verdict.ts';
import { episode } from '../builders.ts';

const told = (overrides: Parameters<typeof episode>[0]) => toldEpisode(episode(overrides));

describe('the verdict', () => {
  test('names what is open, the gravest first, taken on or silenced or not', () => {
    const verdict = verdictOf(
      [
        told({ id: 'warning', severity: 'warning', errors: 900 }),
        told({ id: 'small', errors: 10, quiet: 'silenced' }),
        told({ id: 'large', errors: 400, state: 'acknowledged' }),
        told({ id: 'over', state: 'resolved' }),
        told({ id: 'trial', quiet: 'staged' }),
      ],
      1000,
    );
    expect(verdict.kind === 'trouble' && verdict.open.map(({ id }) => id)).toEqual(['large', 'small', 'warning']);
  });

  test('is well where all is over, and not where nothing was sent', () => {
    expect(verdictOf([told({ state: 'resolved' })], 10)).toEqual({ kind: 'well', ended: 1 });
    expect(verdictOf([], 10)).toEqual({ kind: 'well', ended: 0 });
    expect(verdictOf([], 0)).toEqual({ kind: 'silent' });
  });

  test('is trouble though nothing is sent any more', () => {
    expect(verdictOf([told({})], 0).kind).toBe('trouble');
  });
});
