import { BatchWriteItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Episode } from '#shared/domain/episode.ts';
import { notificationOf } from '#shared/domain/message/notification.ts';
import type { PartialCount } from '#shared/domain/partial.ts';
import { type NotifyPorts, type NotifySummary, notify } from '#shared/pipeline/notify.ts';
import type { PartialStore } from '#shared/ports.ts';
import { SECRET_FIELDS } from '../privacy/secrets.ts';
import { sha256 } from './functions.ts';
import type { Variation } from './variation.ts';

/** Protections of the product, each with a way to switch it off, from outside, that the simulation must notice. */
export const ABLATIONS: Readonly<Record<string, Variation>> = {
  'the guard of rollups': { tamper: (command) => withoutCondition(command, /^[RHD]#/) },
  'the guard of detector states': { tamper: (command) => withoutCondition(command, /^S#(?!scope#)/) },
  'the guard of what scopes remember': { tamper: (command) => withoutCondition(command, /^S#scope#/) },
  'the versions of episodes': { tamper: (command) => withoutCondition(command, /^E#/) },
  'the digests of events': { readPartials: (store) => readThrough(store, withOwnDigests) },
  'the rule of who owns an event': { readPartials: (store) => readThrough(store, firstComeFirstServed) },
  'the emptying of displaced services and carriers': { tamper: withoutEmptyRollups },
  'the order of send and remember': { notify: rememberThenSend },
  'the taking up of what is to be sent': { notify: sendAllThatStandsThere },
  'the going together of what is late': { notify: eachByItself },
  'the sweep': { sweeps: false },
  'the mark of what is rolled, put when all of it is': { tamper: takingTheFirstCountForAll },
  'consistent reads': { tamper: withoutConsistency },
  'the pages after the first': { readPartials: (store) => readThrough(store, (partials) => partials.slice(0, 2)) },
  'the refusal of old events': { maxAgeMs: Number.POSITIVE_INFINITY },
  'the allow-list of what is kept of a line': { tamper: withTheLine },
  'the sending again of what a batch write left': { dropsUnprocessed: true },
};

/** Items whose partition is of a form are put whatever is there. */
function withoutCondition(command: object, partition: RegExp): object {
  if (!(command instanceof PutItemCommand) || !partition.test(command.input.Item?.pk?.S ?? '')) return command;
  const { ConditionExpression, ExpressionAttributeValues, ...unconditional } = command.input;
  return new PutItemCommand(unconditional);
}

function withoutConsistency(command: object): object {
  return command instanceof QueryCommand ? new QueryCommand({ ...command.input, ConsistentRead: false }) : command;
}

/** As if a partial kept what its events said. */
function withTheLine(command: object): object {
  if (!(command instanceof BatchWriteItemCommand)) return command;
  const kept = Object.entries(command.input.RequestItems ?? {}).map(([tableName, requests]) => [
    tableName,
    requests.map(({ PutRequest }) => ({ PutRequest: { Item: { ...PutRequest?.Item, line: { S: SECRET_FIELDS } } } })),
  ]);
  return new BatchWriteItemCommand({ RequestItems: Object.fromEntries(kept) });
}

/** As if a minute were rolled when its first rollup is written. */
function takingTheFirstCountForAll(command: object): object {
  if (!(command instanceof QueryCommand)) return command;
  const { ':pk': pk, ...values } = command.input.ExpressionAttributeValues ?? {};
  if (!pk?.S?.startsWith('R#rolled#')) return command;
  const ofAll = { S: pk.S.replace('R#rolled#', 'R#all#') };
  return new QueryCommand({ ...command.input, ExpressionAttributeValues: { ...values, ':pk': ofAll } });
}

/** Writes of empty counts go to a place that nobody reads. */
function withoutEmptyRollups(command: object): object {
  if (!(command instanceof PutItemCommand)) return command;
  const { Item = {} } = command.input;
  const isEmpty = Object.keys(Item.c?.M ?? { some: 1 }).length === 0;
  return isEmpty ? new PutItemCommand({ ...command.input, Item: { ...Item, pk: { S: 'nowhere' } } }) : command;
}

function readThrough(store: PartialStore, change: (partials: PartialCount[]) => PartialCount[]): PartialStore {
  return { ...store, list: async (minuteStartMs, shard) => change(await store.list(minuteStartMs, shard)) };
}

/** As if each batch had events of its own. */
function withOwnDigests(partials: PartialCount[]): PartialCount[] {
  return partials.map((partial) =>
    mapDigests(partial, (ofKey) => ofKey.map((digest) => sha256(`${digest}${partial.hash}`).slice(0, 24))),
  );
}

/** An event belongs to the partial of the smallest hash, whatever that read. */
function firstComeFirstServed(partials: PartialCount[]): PartialCount[] {
  const taken = new Set<string>();
  return [...partials]
    .sort((one, other) => (one.hash < other.hash ? -1 : 1))
    .map((partial) => {
      const own = mapDigests(partial, (ofKey) => ofKey.filter((digest) => !taken.has(digest)));
      for (const digest of [...partial.digests.values()].flat()) taken.add(digest);
      return own;
    });
}

function mapDigests(partial: PartialCount, change: (ofKey: readonly string[]) => string[]): PartialCount {
  return { ...partial, digests: new Map([...partial.digests].map(([key, ofKey]) => [key, change(ofKey)])) };
}

async function sendAllThatStandsThere(_nowMs: number, { episodes, notifier }: NotifyPorts): Promise<NotifySummary> {
  for (const episode of await episodes.listActive()) {
    if (episode.outbox.length === 0) continue;
    for (const entry of episode.outbox) await notifier.notify(notificationOf(episode, entry));
    await episodes.put({ ...episode, version: episode.version + 1, outbox: [] });
  }
  return { sent: 0, failures: [] };
}

async function rememberThenSend(_nowMs: number, { episodes, notifier }: NotifyPorts): Promise<NotifySummary> {
  for (const episode of await episodes.listActive()) {
    await episodes.put({ ...episode, version: episode.version + 1, outbox: [] });
    for (const entry of episode.outbox) await notifier.notify(notificationOf(episode, entry));
  }
  return { sent: 0, failures: [] };
}

/** As if nothing had waited. */
function eachByItself(nowMs: number, ports: NotifyPorts): Promise<NotifySummary> {
  const asNew = (episode: Episode) => ({
    ...episode,
    outbox: episode.outbox.map((entry) => ({ ...entry, claimedMs: nowMs })),
  });
  const listActive = async () => (await ports.episodes.listActive()).map(asNew);
  return notify(nowMs, { ...ports, episodes: { ...ports.episodes, listActive } });
}
