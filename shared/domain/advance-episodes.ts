import { contributionsBy, excessByLeaf, type LeafExcess } from './attribute.ts';
import type { Evidenced, Finding } from './detect/finding.ts';
import type { Maintenance } from './detect/maintenance.ts';
import type { Episode, Reason } from './episode.ts';
import { type Evidence, explanationOf, judgedFromMs, narrowerScope, withoutBetween } from './explain.ts';
import { fewOf, haveOutgrown } from './few.ts';
import { quietingOf } from './hush.ts';
import { open, transit } from './life.ts';
import { type Marker, markersBefore } from './marker.ts';
import { contains, dimensionOf, type Scope, sameScope } from './scope.ts';
import { shortHash } from './short-hash.ts';
import type { Silence } from './silence.ts';
import { formatDay, formatTimeOfDay } from './time.ts';

/** What an advance of the episodes of one rule is made from. */
export interface AdvanceInput extends Evidence {
  readonly rule: { readonly name: string; readonly isStaged: boolean };
  /** What is being worked on. */
  readonly maintenance: readonly Maintenance[];
  /** What people do not want to hear of. */
  readonly silences?: readonly Silence[];
  /** Episodes of all rules that go on; some explain others. */
  readonly others?: readonly Episode[];
  /** What people have done. */
  readonly markers?: readonly Marker[];
  /** Episodes of the rule that go on. */
  readonly open: readonly Episode[];
  readonly findings: readonly Finding[];
}

/** A warning becomes critical where at least half of so many submits fail. */
const ESCALATES_SHARE = 0.5;
const ESCALATES_MESSAGES = 100;

/**
 * What findings do to the episodes of their rule: those that fire open one or widen it, one that has grown around others takes them
 * in, what has recovered in part is named more narrowly, and the last one to end resolves it. Returns the episodes that changed, by
 * one transition each.
 */
export function advanceEpisodes(input: AdvanceInput): Episode[] {
  const firing = input.findings.filter(({ change }) => change === 'opened' || change === 'continues');
  const ongoing = input.open.filter((episode) => firesIn(episode, firing).length > 0);
  const ended = input.open.flatMap((episode) => (ongoing.includes(episode) ? [] : (end(input, episode) ?? [])));
  const grown = new Map(ongoing.map((episode) => [episode.id, episode]));
  for (const code of new Set(firing.map((finding) => finding.code))) {
    const home = gather(
      input,
      [...grown.values()],
      firing.filter((finding) => finding.code === code),
    );
    if (home) grown.set(home.id, home);
  }
  const changed = mergeContained([...grown.values()]).flatMap((merged) => {
    const before = input.open.find(({ id }) => id === merged.episode.id);
    return (before ? changeOf(input, before, merged, firing) : openingOf(input, merged, firing)) ?? [];
  });
  return [...changed, ...ended];
}

/** An episode as its findings make it, and the wider one that it has become part of. */
interface Merged {
  readonly episode: Episode;
  readonly into?: string;
}

/** Takes episodes into those of the same rule around them; of two with one scope the older stays. */
function mergeContained(episodes: readonly Episode[]): Merged[] {
  const breadth = ({ scope }: Episode) => (scope.vasid === null ? 1 : 0) + (scope.carrier === null ? 1 : 0);
  const age = (one: Episode, other: Episode) => one.openedMs - other.openedMs || (one.id < other.id ? -1 : 1);
  const kept = new Map<string, Episode>();
  const absorbed: Merged[] = [];
  for (const episode of [...episodes].sort((one, other) => breadth(other) - breadth(one) || age(one, other))) {
    const host = [...kept.values()].find(({ scope }) => contains(scope, episode.scope));
    if (!host) {
      kept.set(episode.id, episode);
      continue;
    }
    const codes = [...new Set([...host.codes, ...episode.codes])];
    kept.set(host.id, { ...host, codes, sinceMs: Math.min(host.sinceMs, episode.sinceMs) });
    absorbed.push({ episode, into: host.id });
  }
  return [...[...kept.values()].map((episode) => ({ episode })), ...absorbed];
}

/** The one transition of an episode that goes on: the gravest of what has changed, null where nothing has. */
function changeOf(
  input: AdvanceInput,
  before: Episode,
  { episode, into }: Merged,
  firing: readonly Finding[],
): Episode | null {
  if (into !== undefined) return transit(before, 'absorbed', input, { absorbedBy: into });
  const graver = withSeverity(input, episode, firing);
  if (graver.severity !== before.severity) return tell(input, graver, 'escalated');
  const few = sameScope(episode.scope, before.scope) ? fewOf(before) : null;
  const isWider =
    !sameScope(episode.scope, before.scope) ||
    episode.codes.length > before.codes.length ||
    (few !== null && haveOutgrown(few, numbersOf(input, episode)));
  if (isWider) return tell(input, episode, 'widened');
  const narrower = narrowerScope(before, input);
  return narrower && tell(input, { ...before, scope: narrower }, 'narrowed');
}

function tell(input: AdvanceInput, episode: Episode, reason: Reason): Episode | null {
  return transit(episode, reason, input, { ...numbersOf(input, episode), ...hushOf(input, episode) });
}

/** Null where it has become part of another before it was told. */
function openingOf(input: AdvanceInput, { episode, into }: Merged, firing: readonly Finding[]): Episode | null {
  if (into !== undefined) return null;
  const graver = withSeverity(input, episode, firing);
  return open({ ...graver, ...numbersOf(input, episode), ...hushOf(input, episode) }, input);
}

function end(input: AdvanceInput, episode: Episode): Episode | null {
  const ended = (change: Finding['change']) =>
    input.findings.some((finding) => finding.change === change && episode.codes.includes(finding.code));
  const { errors, messages } = numbersOf(input, episode);
  const reason = ended('stale') ? 'stale' : ended('accepted') ? 'accepted' : 'resolved';
  return transit(episode, reason, input, { errors, messages });
}

/** The episode that findings of one code belong to, as they make it; a new one has no transition yet. */
function gather(input: AdvanceInput, ongoing: readonly Episode[], firing: readonly Finding[]): Episode | null {
  const [first] = firing;
  if (!first) return null;
  const own = ongoing.find((episode) => episode.codes.includes(first.code));
  const sinceMs = Math.min(own?.sinceMs ?? first.sinceMs, ...firing.map((finding) => finding.sinceMs));
  const fromMs = own ? judgedFromMs(own, sinceMs) : sinceMs;
  const judged = fromMs === sinceMs ? input.leaves : withoutBetween(input.leaves, sinceMs, fromMs);
  const scope = explanationOf(excessByLeaf(judged, [first.code], fromMs, input.usualShare), firing);
  const home = own ?? ongoing.find((episode) => overlaps(episode.scope, scope));
  if (!home) return blankEpisode(input, first, { scope, sinceMs, firing });
  return {
    ...home,
    scope: contains(scope, home.scope) ? scope : home.scope,
    codes: home.codes.includes(first.code) ? home.codes : [...home.codes, first.code],
    sinceMs: Math.min(sinceMs, home.sinceMs),
  };
}

function blankEpisode(
  { nowMs, rule, markers = [] }: AdvanceInput,
  first: Finding,
  { scope, sinceMs, firing }: Pick<Episode, 'scope' | 'sinceMs'> & { readonly firing: readonly Finding[] },
): Episode {
  const name = shortHash(`${rule.name}|${first.code}|${dimensionOf(scope)}`);
  const before = markersBefore(markers, sinceMs, scope);
  return {
    id: `${formatDay(nowMs)}-${formatTimeOfDay(nowMs).replace(':', '')}-${name}`,
    ...{ rule: rule.name, severity: first.severity, codes: [first.code], scope, state: 'open', sinceMs },
    ...{ openedMs: nowMs, resolvedMs: null, errors: 0, messages: 0, usualShare: usualShareIn(firing) },
    ...{ evidence: evidenceIn(firing, scope), byVasid: [], byCarrier: [], history: [], version: 0, outbox: [] },
    ...(before.length === 0 ? {} : { markers: before }),
  };
}

/** Never milder than it was: who was woken for it is not told that it was less. */
function withSeverity(input: AdvanceInput, episode: Episode, firing: readonly Finding[]): Episode {
  if (episode.severity === 'critical') return episode;
  const isSaidToBe = firesIn(episode, firing).some(({ severity }) => severity === 'critical');
  return isSaidToBe || failsByHalf(numbersOf(input, episode)) ? { ...episode, severity: 'critical' } : episode;
}

function failsByHalf({ errors, messages }: Pick<Episode, 'errors' | 'messages'>): boolean {
  return messages >= ESCALATES_MESSAGES && errors >= ESCALATES_SHARE * messages;
}

function hushOf(input: AdvanceInput, episode: Episode): Pick<Episode, 'quiet' | 'silence'> {
  const { rule, maintenance, silences = [], others = [], nowMs } = input;
  const staged = new Set(rule.isStaged ? [rule.name] : []);
  const quieting = quietingOf(episode, { staged, maintenance, silences, others }, nowMs);
  return { quiet: quieting?.quiet, silence: quieting?.silence };
}

/** Errors among messages since it began, and who brought the increase; told while the hour before is still at hand, so not when it ends. */
function numbersOf(
  input: AdvanceInput,
  { codes, sinceMs, scope }: Episode,
): Pick<Episode, 'errors' | 'messages' | 'byVasid' | 'byCarrier'> {
  const leaves = excessByLeaf(input.leaves, codes, sinceMs, input.usualShare);
  const inScope = leaves.filter((leaf) => contains(scope, leaf));
  return {
    errors: sumOf(inScope, 'errors'),
    messages: sumOf(inScope, 'messages'),
    byVasid: contributionsBy('vasid', leaves),
    byCarrier: contributionsBy('carrier', leaves),
  };
}

function sumOf(leaves: readonly LeafExcess[], what: 'errors' | 'messages'): number {
  return leaves.reduce((sum, leaf) => sum + leaf[what], 0);
}

function firesIn({ codes }: Episode, firing: readonly Finding[]): Finding[] {
  return firing.filter(({ code }) => codes.includes(code));
}

/** Share of errors that was expected where most was sent, 0–1. */
function usualShareIn(firing: readonly Finding[]): number {
  const [largest] = [...firing].sort((one, other) => other.messages - one.messages);
  return largest === undefined || largest.messages === 0 ? 0 : largest.expected / largest.messages;
}

/** The evidence of the key that is named, else of the one with the most errors. */
function evidenceIn(firing: readonly Finding[], scope: Scope): Evidenced | undefined {
  const [largest] = [...firing].sort((one, other) => other.errors - one.errors);
  return (firing.find((finding) => sameScope(finding.scope, scope)) ?? largest)?.evidence ?? undefined;
}

function overlaps(one: Scope, other: Scope): boolean {
  return contains(one, other) || contains(other, one);
}
