import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { shortHash } from '../../domain/short-hash.ts';
import { stepsBetween } from '../../domain/time.ts';
import type { MarkerStore } from '../../ports.ts';
import { markerKey, markerPartition } from './keys.ts';
import { StoredMarker } from './marker-item.ts';
import { expiryOf, queryAll, type Table } from './table.ts';

/** As long as the counts that they explain. */
const KEEP_DAYS = 400;

/** Markers in the table. */
export function dynamoMarkerStore(table: Table): MarkerStore {
  return {
    async put(marker) {
      const key = markerKey(marker.atMs, shortHash(JSON.stringify(marker)));
      const item = marshall({ ...key, ...marker, exp: expiryOf(marker.atMs, KEEP_DAYS) });
      await table.client.send(new PutItemCommand({ TableName: table.tableName, Item: item }));
    },
    async list({ fromMs, toMs }) {
      const days = stepsBetween('day', fromMs, toMs);
      const found = await Promise.all(days.map((dayMs) => queryAll(table, markerPartition(dayMs))));
      return found
        .flat()
        .map((item) => StoredMarker.parse(item))
        .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
        .sort((one, other) => one.atMs - other.atMs);
    },
  };
}
