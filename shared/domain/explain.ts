import { excessByLeaf, type LeafExcess, smallestExplanation } from './attribute.ts';
import type { Finding } from './detect/finding.ts';
import type { UsualShare } from './detect/usual-share.ts';
import type { LeafMinute } from './detect/window.ts';
import type { Episode } from './episode.ts';
import { contains, dimensionOf, EVERYTHING, type Scope, sameScope } from './scope.ts';
import { MINUTE_MS } from './time.ts';

/** What an incident is explained from. */
export interface Evidence {
  /** Minutes before and while it goes on. */
  readonly leaves: readonly LeafMinute[];
  /** What detectors have learned. */
  readonly usualShare: UsualShare;
  readonly nowMs: number;
}

/** An incident is named more narrowly by what these last minutes show, and judged anew from their start on. */
const NARROWING_MS = 10 * MINUTE_MS;
/** Were the rest still hit, it would have had so many errors by now, */
const MIN_MISSING_ERRORS = 10;
/** and had at most this part of them, 0–1. */
const RECOVERED_SHARE = 0.2;

/** The smallest scope that explains what fires: by the pairs that fire themselves; where only what lies above them does, by those with more than chance brings. */
export function explanationOf(leaves: readonly LeafExcess[], firing: readonly Finding[]): Scope {
  const names = new Set(firing.map(({ scope }) => dimensionOf(scope)));
  const fires = (leaf: Scope) => names.has(dimensionOf(leaf));
  return smallestExplanation(leaves, fires) ?? smallestExplanation(leaves) ?? widestOf(firing);
}

/** From when on an episode's scope is judged: since it began, or since shortly before it was last named more narrowly. */
export function judgedFromMs({ history }: Pick<Episode, 'history'>, sinceMs: number): number {
  const narrowed = history.findLast(({ reason }) => reason === 'narrowed');
  return narrowed ? Math.max(sinceMs, narrowed.atMs - NARROWING_MS) : sinceMs;
}

/** Minutes without those between two instants: what was usual is what was before an incident, whatever part of it is judged. */
export function withoutBetween(leaves: readonly LeafMinute[], fromMs: number, toMs: number): LeafMinute[] {
  return leaves.filter(({ startMs }) => startMs < fromMs || startMs >= toMs);
}

/**
 * A smaller scope that explains an episode by now, because the rest of its scope has demonstrably recovered: it had traffic in which
 * as bad a failure would have shown. Null where there is none.
 */
export function narrowerScope(episode: Episode, { leaves, usualShare, nowMs }: Evidence): Scope | null {
  const { codes, scope, sinceMs, history } = episode;
  const changed = history.findLast(
    ({ reason }) => reason === 'opened' || reason === 'widened' || reason === 'narrowed',
  );
  if (nowMs - (changed?.atMs ?? episode.openedMs) < NARROWING_MS) return null;
  const told = withoutBetween(leaves, sinceMs, nowMs - NARROWING_MS);
  const recent = excessByLeaf(told, codes, nowMs - NARROWING_MS, usualShare).filter((leaf) => contains(scope, leaf));
  const smaller = smallestExplanation(recent);
  if (!smaller || sameScope(smaller, scope) || !contains(scope, smaller)) return null;
  const inside = sumOf(recent.filter((leaf) => contains(smaller, leaf)));
  const rest = sumOf(recent.filter((leaf) => !contains(smaller, leaf)));
  const wouldBe = inside.messages === 0 ? 0 : (rest.messages * inside.excess) / inside.messages;
  return wouldBe >= MIN_MISSING_ERRORS && rest.excess <= RECOVERED_SHARE * wouldBe ? smaller : null;
}

function sumOf(leaves: readonly LeafExcess[]): { messages: number; excess: number } {
  let messages = 0;
  let excess = 0;
  for (const leaf of leaves) {
    messages += leaf.messages;
    excess += leaf.errors - leaf.expected;
  }
  return { messages, excess };
}

/** The scope of most errors beyond the expected, for a rise so even that no single pair shows it. */
function widestOf(firing: readonly Finding[]): Scope {
  const [widest] = [...firing].sort((one, other) => other.errors - other.expected - (one.errors - one.expected));
  return widest?.scope ?? EVERYTHING;
}
