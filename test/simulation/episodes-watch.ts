import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { LateNotice, Notification } from '#shared/domain/message/notification.ts';
import type { Item } from './expressions.ts';

/** An episode as far as the watch looks at it. */
const Watched = z.object({
  id: z.string(),
  rule: z.string(),
  resolvedMs: z.nullable(z.number()),
  version: z.number(),
  history: z.array(z.object({ reason: z.string(), atMs: z.number(), codes: z.array(z.number()) })),
  outbox: z.array(z.object({ notificationId: z.string(), reason: z.string() })),
});
type Watched = z.infer<typeof Watched>;

/** A notification as far as the watch listens to it. */
type Heard = Pick<Notification, 'id' | 'reason'> & {
  readonly late?: readonly Pick<LateNotice, 'id' | 'reason'>[] | undefined;
};

/** Looks on while episodes are written and announced. */
export interface EpisodesWatch {
  readonly sees: (item: Item) => void;
  readonly hears: (notification: Heard) => void;
  /** What was not as promised. */
  readonly violations: () => string[];
}

/** Watches that each transition happens once, is kept, and is announced under one id. */
export function watchEpisodes(): EpisodesWatch {
  const latest = new Map<string, Watched>();
  const claimed = new Map<string, string>();
  const heard = new Map<string, string>();
  const violations: string[] = [];
  return {
    sees(item) {
      const episode = Watched.parse(unmarshall(item));
      const before = latest.get(episode.id);
      if (episode.version !== (before?.version ?? 0) + 1)
        violations.push(`${episode.id}: version ${episode.version} was written over ${before?.version ?? 0}`);
      const kept = before?.history.every(
        ({ reason, atMs }, at) => episode.history[at]?.reason === reason && episode.history[at]?.atMs === atMs,
      );
      if (kept === false) violations.push(`${episode.id}: version ${episode.version} forgets a transition`);
      for (const { notificationId, reason } of episode.outbox) claimed.set(notificationId, reason);
      latest.set(episode.id, episode);
    },
    hears({ id: ownId, reason: ownReason, late = [{ id: ownId, reason: ownReason }] }) {
      for (const { id, reason } of late) {
        if (claimed.get(id) !== reason)
          violations.push(`${id} was announced as ${reason}, stored as ${claimed.get(id) ?? 'nothing'}`);
        heard.set(id, reason);
      }
    },
    violations: () => [
      ...violations,
      ...[...claimed].filter(([id]) => !heard.has(id)).map(([id, reason]) => `${id} (${reason}) was never announced`),
      ...[...latest.values()].flatMap(repeatedTransitions),
      ...[...latest.values()].flatMap((episode) => doublesOf(episode, [...latest.values()])),
      ...[...latest.values()]
        .filter(({ outbox }) => outbox.length > 0)
        .map(({ id }) => `${id}: its outbox was not emptied`),
    ],
  };
}

function repeatedTransitions({ id, history }: Watched): string[] {
  const reasons = history.map(({ reason }) => reason);
  const opened = reasons.filter((reason) => reason === 'opened').length;
  const ended = reasons.filter(isEnding).length;
  const isLast = ended === 0 || isEnding(reasons.at(-1));
  return opened === 1 && reasons[0] === 'opened' && ended <= 1 && isLast
    ? []
    : [`${id} went through ${reasons.join(', ')}`];
}

const ENDINGS = ['resolved', 'stale', 'accepted', 'absorbed', 'withdrawn'];

function isEnding(reason: string | undefined): boolean {
  return reason !== undefined && ENDINGS.includes(reason);
}

/** Episodes that took up a code before another of the same rule had let go of it: one incident, two episodes. */
function doublesOf(episode: Watched, all: readonly Watched[]): string[] {
  const others = all.filter(({ id, rule }) => id !== episode.id && rule === episode.rule);
  return [...takenUp(episode)].flatMap(([code, fromMs]) =>
    others
      .filter((other) => isWithin(takenUp(other).get(code), fromMs, episode.resolvedMs))
      .map(({ id }) => `${id} took up ${code} while ${episode.id} held it`),
  );
}

/** Code → since when the episode is about it. */
function takenUp({ history }: Watched): Map<number, number> {
  const since = new Map<number, number>();
  for (const { codes, atMs } of history) for (const code of codes) if (!since.has(code)) since.set(code, atMs);
  return since;
}

function isWithin(atMs: number | undefined, fromMs: number, toMs: number | null): boolean {
  return atMs !== undefined && atMs >= fromMs && atMs < (toMs ?? Number.POSITIVE_INFINITY);
}
