import type { LogGroup, LogSubscriptions } from '../ports.ts';

/** What subscribe needs. */
export interface SubscribePorts {
  readonly subscriptions: LogSubscriptions;
  /** Log groups that begin with this are mm7watch's own. */
  readonly ownPrefix: string;
}

/** Which log groups are meant. */
export interface LogGroupSelection {
  readonly prefixes: readonly string[];
  /** Log groups under the prefixes that have a filter of mm7watch already, since they are named. */
  readonly named: readonly string[];
}

/** Why a log group was not taken. */
export type Refusal = 'own-group' | 'class-without-filters' | 'filter-limit' | 'gone';

/** What became of the log groups that match. */
export interface SubscribeSummary {
  readonly subscribed: readonly string[];
  readonly refused: readonly { readonly logGroup: string; readonly reason: Refusal }[];
}

/** Subscribes every log group of a selection that can be; those that cannot are told with the reason. */
export async function subscribeAll(selection: LogGroupSelection, ports: SubscribePorts): Promise<SubscribeSummary> {
  const groups = await groupsUnder(selection.prefixes, ports);
  return subscribeGroups(
    groups.filter(({ name }) => selects(selection, name)),
    ports,
  );
}

/** Subscribes a log group that has just been made, if it is meant. */
export async function subscribeNew(
  logGroup: string,
  selection: LogGroupSelection,
  ports: SubscribePorts,
): Promise<SubscribeSummary> {
  if (!selects(selection, logGroup)) return { subscribed: [], refused: [] };
  const groups = await ports.subscriptions.list(logGroup);
  return subscribeGroups(
    groups.filter(({ name }) => name === logGroup),
    ports,
  );
}

/** Takes the filters away from all log groups under the prefixes, but from those that are still meant; returns the names. */
export async function unsubscribeAll(
  prefixes: readonly string[],
  staying: LogGroupSelection,
  ports: SubscribePorts,
): Promise<string[]> {
  const removed: string[] = [];
  for (const { name } of await groupsUnder(prefixes, ports)) {
    if (selects(staying, name)) continue;
    if ((await ports.subscriptions.remove(name)) === 'removed') removed.push(name);
  }
  return removed;
}

function selects({ prefixes, named }: LogGroupSelection, logGroup: string): boolean {
  return prefixes.some((prefix) => logGroup.startsWith(prefix)) && !named.includes(logGroup);
}

async function subscribeGroups(groups: readonly LogGroup[], ports: SubscribePorts): Promise<SubscribeSummary> {
  const subscribed: string[] = [];
  const refused: { logGroup: string; reason: Refusal }[] = [];
  for (const group of groups) {
    const answer = refusalOf(group, ports.ownPrefix) ?? (await ports.subscriptions.put(group.name));
    if (answer === 'subscribed') subscribed.push(group.name);
    else refused.push({ logGroup: group.name, reason: answer });
  }
  return { subscribed, refused };
}

function refusalOf({ name, takesFilters }: LogGroup, ownPrefix: string): Refusal | null {
  if (name.startsWith(ownPrefix)) return 'own-group';
  return takesFilters ? null : 'class-without-filters';
}

async function groupsUnder(prefixes: readonly string[], { subscriptions }: SubscribePorts): Promise<LogGroup[]> {
  const groups = new Map<string, LogGroup>();
  for (const prefix of prefixes) for (const group of await subscriptions.list(prefix)) groups.set(group.name, group);
  return [...groups.values()];
}
