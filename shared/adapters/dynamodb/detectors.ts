import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { DetectorStore } from '../../ports.ts';
import { StoredEpisode } from './episode-item.ts';
import { detectorKey } from './keys.ts';
import { putGuarded, type Table } from './table.ts';

const Scope = z.object({ vasid: z.nullable(z.string()), carrier: z.nullable(z.string()) });
const StateItem = z.object({
  lastMinute: z.number(),
  firing: z.array(
    z.object({ code: z.number(), scope: Scope, sinceMs: z.number(), lastErrorMs: z.number(), usualShare: z.number() }),
  ),
  learned: z.optional(z.record(z.string(), z.instanceof(Uint8Array))),
  opening: z.array(StoredEpisode),
});

/** What detectors remember, in the table; of two steps made from the same memory one is stored. */
export function dynamoDetectorStore(table: Table): DetectorStore {
  return {
    async load(rule) {
      const answer = await table.client.send(
        new GetItemCommand({ TableName: table.tableName, Key: marshall(detectorKey(rule)), ConsistentRead: true }),
      );
      if (!answer.Item) return null;
      const { lastMinute, firing, learned, opening } = StateItem.parse(unmarshall(answer.Item));
      return { state: { lastMinuteMs: lastMinute, firing, ...(learned ? { learned } : {}) }, opening };
    },
    async save(rule, { state, opening }, before) {
      const { lastMinuteMs, firing, learned } = state;
      const item = { ...detectorKey(rule), lastMinute: lastMinuteMs, firing, opening, ...(learned ? { learned } : {}) };
      const written = await putGuarded(
        table,
        item,
        before
          ? { expression: 'lastMinute = :before', values: { ':before': before.state.lastMinuteMs } }
          : { expression: 'attribute_not_exists(pk)' },
      );
      return written ? 'written' : 'stale';
    },
  };
}
