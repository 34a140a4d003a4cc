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
