import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dynamoRollupStore } from '#shared/adapters/dynamodb/rollups.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import { NOON_MS, rollup } from '../builders.ts';
import { clientThat } from '../simulation/platform.ts';
import { simulatedTable } from '../simulation/simulated-table.ts';

const simulated = simulatedTable({ nowMs: () => 0, pageSize: 100 });
const storeThat = (send: (command: object) => object) =>
  dynamoRollupStore({ client: clientThat(async (command) => send(command)), tableName: 'mm7watch' });
const refuseFirstPart = (command: object) => {
  if (command instanceof PutItemCommand && command.input.Item?.part?.N === '0') throw new Error('the process died');
  return simulated.apply(command);
};

test('a rollup of several parts whose writing broke off is not there yet, rather than there in part', async () => {
  const counts = new Map(Array.from({ length: 3_000 }, (_, at) => [`svc-${at}|31002|submit|1000`, 1] as const));
  const large = rollup({ dimension: 'leaves', counts });
  await expect(storeThat(refuseFirstPart).put(large)).rejects.toThrow('the process died');
  const range = { dimension: 'leaves', step: 'minute', fromMs: NOON_MS, toMs: NOON_MS + MINUTE_MS } as const;
  expect(await storeThat(simulated.apply).list(range)).toEqual([]);
});

test('an item whose counts are no numbers is told by its name, rather than counted as something', async () => {
  const item = { at: { N: String(NOON_MS) }, shard: { N: '0' }, part: { N: '0' }, parts: { N: '1' } };
  const counted = { ...item, n: { N: '1' }, m: { N: '1' }, pv: { N: '1' }, c: { M: { 'submit|2568': { S: 'many' } } } };
  const range = { dimension: 'all', step: 'minute', fromMs: NOON_MS, toMs: NOON_MS + MINUTE_MS } as const;
  await expect(storeThat(() => ({ Items: [counted] })).list(range)).rejects.toThrow(
    "a rollup's submit|2568 must be a number",
  );
  await expect(storeThat(() => ({ Items: [item] })).list(range)).rejects.toThrow('holds its counts as a map');
  const written = { ...counted, at: { N: String(NOON_MS) }, c: { M: {} }, cm: { M: { 'submit|2568': { S: '1 -2' } } } };
  await expect(storeThat(() => ({ Items: [written] })).list({ ...range, step: 'hour' })).rejects.toThrow(
    'a rollup\'s submit|2568 by the minute must be counts, got "1 -2"; roll its hour anew',
  );
});
