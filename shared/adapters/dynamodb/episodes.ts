import { DeleteItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { type Episode, isActive, wasOpenBetween } from '../../domain/episode.ts';
import { DAY_MS, stepsBetween } from '../../domain/time.ts';
import type { EpisodeStore } from '../../ports.ts';
import { StoredEpisode } from './episode-item.ts';
import { ACTIVE_PARTITION, episodeKey, episodeKeyOfId, episodePartition, type ItemKey } from './keys.ts';
import { putGuarded, queryAll, type Table } from './table.ts';

const KEEP_DAYS = 400;
/** An episode that opened longer before a range than this, and is resolved, is not looked for in it. */
const LONGEST_EPISODE_DAYS = 7;

/** Days that are asked for beside each other. */
const DAYS_AT_ONCE = 32;

const Pointer = z.object({ sk: z.string(), openedMs: z.number() });

/**
 * Episodes in the table. An active one has a pointer under `A#open`, written before the episode and taken away after it has
 * ended: a crash in between leaves a pointer too many, never one too few.
 */
export function dynamoEpisodeStore(table: Table): EpisodeStore {
  const listActive = async () => {
    const pointers = (await queryAll(table, ACTIVE_PARTITION)).map((item) => Pointer.parse(item));
    const episodes = await Promise.all(
      pointers.map(({ sk, openedMs }) => get(table, episodeKey({ id: sk, openedMs }))),
    );
    return episodes.filter((episode) => episode !== null).filter(isActive);
  };
  return {
    listActive,
    async listBetween(fromMs, toMs) {
      const found = new Map((await listActive()).map((episode) => [episode.id, episode]));
      const days = stepsBetween('day', fromMs - LONGEST_EPISODE_DAYS * DAY_MS, toMs + 1);
      for (let at = 0; at < days.length; at += DAYS_AT_ONCE) {
        const some = days.slice(at, at + DAYS_AT_ONCE);
        const items = await Promise.all(some.map((dayMs) => queryAll(table, episodePartition(dayMs))));
        for (const item of items.flat()) {
          const episode = StoredEpisode.parse(item);
          found.set(episode.id, episode);
        }
      }
      return [...found.values()]
        .filter((episode) => wasOpenBetween(episode, fromMs, toMs))
        .sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
    },
    find: (id) => get(table, episodeKeyOfId(id)),
    async put(episode) {
      if (isActive(episode)) await point(table, episode);
      const written = await putGuarded(
        table,
        { ...episodeKey(episode), ...episode, exp: Math.floor(episode.openedMs / 1000) + KEEP_DAYS * 86_400 },
        episode.version === 1
          ? { expression: 'attribute_not_exists(pk)' }
          : { expression: 'version = :before', values: { ':before': episode.version - 1 } },
      );
      const last = written ? episode : await get(table, episodeKey(episode)); // a write whose reply was lost looks like one that failed
      if (last && !isActive(last)) await unpoint(table, last);
      return written ? 'written' : 'stale';
    },
  };
}

async function get(table: Table, key: ItemKey): Promise<Episode | null> {
  const answer = await table.client.send(
    new GetItemCommand({ TableName: table.tableName, Key: marshall(key), ConsistentRead: true }),
  );
  return answer.Item ? StoredEpisode.parse(unmarshall(answer.Item)) : null;
}

async function point({ client, tableName }: Table, { id, openedMs }: Episode): Promise<void> {
  await client.send(
    new PutItemCommand({ TableName: tableName, Item: marshall({ pk: ACTIVE_PARTITION, sk: id, openedMs }) }),
  );
}

async function unpoint({ client, tableName }: Table, { id }: Episode): Promise<void> {
  await client.send(new DeleteItemCommand({ TableName: tableName, Key: marshall({ pk: ACTIVE_PARTITION, sk: id }) }));
}
