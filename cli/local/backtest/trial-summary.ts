import type { Episode } from '#shared/domain/episode.ts';
import { contains } from '#shared/domain/scope.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time.ts';

/** What a trial came to. */
export interface TrialSummary {
  readonly episodes: number;
  readonly hoursOpen: number;
  /** Episodes about the same as one that had ended within the hour before. */
  readonly flaps: number;
  readonly notifications: number;
  readonly notificationsPerDay: number;
}

/** Adds up the episodes of a trial that began and ended at these instants. */
export function summaryOf(
  episodes: readonly Episode[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): TrialSummary {
  const notifications = episodes.reduce((sum, { outbox }) => sum + outbox.length, 0);
  const openMs = episodes.reduce((sum, { openedMs, resolvedMs }) => sum + ((resolvedMs ?? toMs) - openedMs), 0);
  return {
    episodes: episodes.length,
    hoursOpen: openMs / HOUR_MS,
    flaps: episodes.filter((episode) => episodes.some((other) => isAgain(episode, other))).length,
    notifications,
    notificationsPerDay: (notifications * DAY_MS) / Math.max(DAY_MS, toMs - fromMs),
  };
}

/** Whether two episodes are about the same: one rule, a code in common, one scope in the other. */
export function areAlike(one: Episode, other: Episode): boolean {
  return (
    one.rule === other.rule &&
    one.codes.some((code) => other.codes.includes(code)) &&
    (contains(one.scope, other.scope) || contains(other.scope, one.scope))
  );
}

function isAgain(episode: Episode, earlier: Episode): boolean {
  const { resolvedMs } = earlier;
  if (resolvedMs === null || episode.openedMs < resolvedMs || episode.openedMs - resolvedMs > HOUR_MS) return false;
  return areAlike(episode, earlier);
}
