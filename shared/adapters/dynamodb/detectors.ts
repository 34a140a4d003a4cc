import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { DetectorStore } from '../../ports.ts';
import { detectorKey } from './keys.ts';
import { putGuarded, type Table } from './table.ts';

const Scope = z.object({ vasid: z.nullable(z.string()), carrier: z.nullable(z.string()) });
const StateItem = z.object({
  lastMinute: z.number(),
  firing: z.array(
    z.object({ code: z.number(), scope: Scope, sinceMs: z.number(), lastErrorMs: z.number(), usualShare: z.number() }),
  ),
});

/** Detector states in the table; a step is stored once, whoever made it. */
export function dynamoDetectorStore(table: Table): DetectorStore {
  return {
    async load(rule) {
      const answer = await table.client.send(
        new GetItemCommand({ TableName: table.tableName, Key: marshall(detectorKey(rule)), ConsistentRead: true }),
      );
      if (!answer.Item) return null;
      const { lastMinute, firing } = StateItem.parse(unmarshall(answer.Item));
      return { lastMinuteMs: lastMinute, firing };
    },
    async save(rule, state) {
      const item = { ...detectorKey(rule), lastMinute: state.lastMinuteMs, firing: state.firing };
      const written = await putGuarded(table, item, {
        expression: 'attribute_not_exists(pk) OR lastMinute < :minute',
        values: { ':minute': state.lastMinuteMs },
      });
      return written ? 'written' : 'stale';
    },
  };
}
