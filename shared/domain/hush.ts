import { isInMaintenance, type Maintenance } from './detect/maintenance.ts';
import { type Episode, isOngoing } from './episode.ts';
import type { Quieting } from './life.ts';
import { contains } from './scope.ts';
import { type Silence, silenceOn } from './silence.ts';

/** All that may make episodes quiet. */
export interface Hush {
  /** Names of the rules on trial. */
  readonly staged: ReadonlySet<string>;
  /** What is being worked on. */
  readonly maintenance: readonly Maintenance[];
  readonly silences: readonly Silence[];
  /** Episodes that may explain others. */
  readonly others: readonly Episode[];
}

/** Nothing is quiet. */
export const NO_HUSH: Hush = { staged: new Set(), maintenance: [], silences: [], others: [] };

/** Which rule's episodes explain those of which others: where no logs come, no traffic is seen, and that says nothing. */
const INHIBITS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['no-logs', new Set(['no-traffic', 'silent-loss', 'delivery'])],
]);

/** What makes an episode quiet at an instant; undefined where people are to be told of it. */
export function quietingOf(
  episode: Pick<Episode, 'id' | 'rule' | 'codes' | 'scope'>,
  { staged, maintenance, silences, others }: Hush,
  nowMs: number,
): Quieting | undefined {
  if (staged.has(episode.rule)) return { quiet: 'staged' };
  if (isInMaintenance(maintenance, episode.scope, nowMs)) return { quiet: 'maintenance' };
  if (others.some((other) => inhibits(other, episode))) return { quiet: 'inhibited' };
  const silence = silenceOn(episode, silences, nowMs);
  return silence && { quiet: 'silenced', silence };
}

function inhibits(other: Episode, episode: Pick<Episode, 'rule' | 'scope'>): boolean {
  return (
    isOngoing(other) && (INHIBITS.get(other.rule)?.has(episode.rule) ?? false) && contains(other.scope, episode.scope)
  );
}
