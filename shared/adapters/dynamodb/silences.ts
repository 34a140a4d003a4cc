import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DAY_MS } from '../../domain/time.ts';
import type { SilenceStore } from '../../ports.ts';
import { SILENCE_PARTITION } from './keys.ts';
import { StoredSilence } from './silence-item.ts';
import { expiryOf, queryAll, type Table } from './table.ts';

/** A silence that is over is shown for so long; one without an end is kept as long as the longest episode could last. */
const KEEP_DAYS = 7;
const ENDLESS_DAYS = 60;

/** Silences in the table. */
export function dynamoSilenceStore(table: Table): SilenceStore {
  return {
    async put(silence) {
      const endMs = silence.untilMs ?? silence.fromMs + ENDLESS_DAYS * DAY_MS;
      const item = { pk: SILENCE_PARTITION, sk: silence.id, ...silence, exp: expiryOf(endMs, KEEP_DAYS) };
      await table.client.send(
        new PutItemCommand({ TableName: table.tableName, Item: marshall(item, { removeUndefinedValues: true }) }),
      );
    },
    async list() {
      const silences = (await queryAll(table, SILENCE_PARTITION)).map((item) => StoredSilence.parse(item));
      return silences.sort((one, other) => one.fromMs - other.fromMs || (one.id < other.id ? -1 : 1));
    },
  };
}
