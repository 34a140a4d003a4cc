import { formatMinute, formatTimeOfDay } from '../time.ts';
import type { LateNotice } from './notification.ts';

/** Lines of a digest at most; the episodes themselves are in the tables. */
const MOST_LINES = 12;

/** Whether what is late is about more than one episode; of one alone its last transition says all. */
export function spansEpisodes(late: readonly LateNotice[]): boolean {
  return new Set(late.map(({ episode }) => episode.id)).size > 1;
}

/**
 * What could not be sent for a while, in a few words: an episode a line, as it stands at the end, the latest last.
 * @param describe one line for an episode's last transition
 */
export function digestText(
  late: readonly LateNotice[],
  describe: (notice: LateNotice) => string,
): { readonly title: string; readonly lines: readonly string[] } {
  const lastOf = new Map<string, LateNotice>();
  for (const notice of late) {
    lastOf.delete(notice.episode.id);
    lastOf.set(notice.episode.id, notice);
  }
  const told = [...lastOf.values()].slice(-MOST_LINES);
  const left = lastOf.size - told.length;
  const [first] = late;
  return {
    title: `CAUGHT UP: ${late.length} messages could not be sent since ${formatMinute(first?.atMs ?? 0)}`,
    lines: [
      ...(left > 0 ? [`${left} earlier episodes are not shown here`] : []),
      ...told.map((notice) => `${formatTimeOfDay(notice.atMs)} UTC ${describe(notice)}`),
    ],
  };
}
