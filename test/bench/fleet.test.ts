import { expect, test } from 'vitest';
import { generate, THREE_WEEKS } from '../../bench/fleet/generate.ts';
import { sha256 } from '../builders.ts';

const WEEK = { ...THREE_WEEKS, warmDays: 3, testDays: 4, incidents: { a: 2, b: 1, c: 2, d: 2, e: 2, f: 4, g: 1 } };

test('a seed always tells the same story, row by row', { timeout: 30_000 }, () => {
  const { rows, incidents } = generate(7, WEEK);
  expect(rows.reduce((sum, arrived) => sum + arrived.length, 0)).toBe(286_798);
  expect(incidents.map(({ type, code }) => `${type} ${code}`)).toMatchInlineSnapshot(`
    [
      "f 3510",
      "c 3520",
      "e 3520",
      "b 2550",
      "d 3510",
      "d 3510",
      "f 2550",
      "f 2568",
      "f 3520",
      "g 3510",
      "e 3520",
      "a 2568",
      "c 3520",
      "a 2568",
    ]
  `);
  expect(sha256(JSON.stringify(rows[5_000]))).toMatchInlineSnapshot(
    `"c5d6435b80452c68ffbbf79a7da80619f5eca911b1ab8686065479a7d1939752"`,
  );
});
