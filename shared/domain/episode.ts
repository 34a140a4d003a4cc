import { type Contribution, contributionsBy, excessByLeaf, type LeafExcess, smallestExplanation } from './attribute.ts';
import type { Evidenced, Finding } from './detect/finding.ts';
import { isInMaintenance, type Maintenance } from './detect/maintenance.ts';
import type { UsualShare } from './detect/usual-share.ts';
import type { LeafMinute } from './detect/window.ts';
import type { Insight } from './insight/insight.ts';
import { contains, dimensionOf, EVERYTHING, type Scope, sameScope } from './scope.ts';
import { formatDay, formatTimeOfDay } from './time.ts';

/** Why an episode changed; every transition has one. */
export type Reason = 'opened' | 'widened' | 'announced' | 'resolved' | 'accepted' | 'stale';

/** Why an episode is recorded and not told: its rule is on trial, or what it is about is being worked on. */
export type Quiet = 'staged' | 'maintenance';

/** One incident as people are told of it: findings of one rule that overlap in time, named by the smallest scope that explains them. */
export interface Episode {
  /** `2026-11-23-1042-x7f3k9`: minute of opening and a hash of rule, code and scope, so the same opening has the same id. */
  readonly id: string;
  readonly rule: string;
  readonly severity: 'critical' | 'warning';
  /** Codes that fire, the first one first. */
  readonly codes: readonly number[];
  readonly scope: Scope;
  readonly state: 'open' | 'resolved';
  /** Start of the first bad minute; `openedMs` is when it was noticed. */
  readonly sinceMs: number;
  readonly openedMs: number;
  readonly resolvedMs: number | null;
  /** What was known at the last transition: errors among messages since it began. */
  readonly errors: number;
  readonly messages: number;
  /** Share of errors that was expected when it opened, 0–1; times messages it gives the errors that would have been usual. */
  readonly usualShare: number;
  /** What carried the evidence when it opened; undefined of a plain bound. */
  readonly evidence?: Evidenced | undefined;
  readonly byVasid: readonly Contribution[];
  readonly byCarrier: readonly Contribution[];
  /** Why it may be, by what the counts looked like at the last transition; undefined where nothing was looked at. */
  readonly insight?: Insight | undefined;
  readonly history: readonly Transition[];
  /** Counts writes; a write succeeds only over the version it was made from. */
  readonly version: number;
  /** Transitions claimed and not yet known to be published. */
  readonly outbox: readonly OutboxEntry[];
  /** Undefined where people are told of it. */
  readonly quiet?: Quiet | undefined;
  /** Of an episode about log events that were not counted; then `errors` are missing of `messages` that arrived. */
  readonly lostLogs?: LostLogs | undefined;
}

/** What an episode tells that is about log events which arrived and were not counted. */
export interface LostLogs {
  readonly logGroup: string;
  /** From `sinceMs` of the episode to this. */
  readonly toMs: number;
  /** The command that counts them. */
  readonly repair: string;
}

/** One change of an episode. */
export interface Transition {
  readonly atMs: number;
  readonly reason: Reason;
  readonly scope: Scope;
  readonly codes: readonly number[];
}

/** A transition to be published under a notification id that stays the same however often it is sent. */
export interface OutboxEntry {
  readonly notificationId: string;
  readonly reason: Reason;
  readonly claimedMs: number;
}

/** What an advance of the episodes of one rule is made from. */
export interface AdvanceInput {
  readonly rule: { readonly name: string; readonly isStaged: boolean };
  /** What is being worked on. */
  readonly maintenance: readonly Maintenance[];
  /** Open episodes of the rule. */
  readonly open: readonly Episode[];
  readonly findings: readonly Finding[];
  /** Minutes before and during the findings, for attribution. */
  readonly leaves: readonly LeafMinute[];
  /** What detectors have learned. */
  readonly usualShare: UsualShare;
  /** End of the minute stepped. */
  readonly nowMs: number;
}

/**
 * The life of episodes: findings that fire open one or widen it, and the last one to end resolves it. Returns the episodes
 * that changed; each carries its new transition in the outbox.
 */
export function advanceEpisodes(input: AdvanceInput): Episode[] {
  const firing = input.findings.filter((finding) => finding.change === 'opened' || finding.change === 'continues');
  const episodes = new Map(input.open.map((episode) => [episode.id, episode]));
  for (const code of new Set(firing.map((finding) => finding.code))) {
    const ofCode = firing.filter((finding) => finding.code === code);
    const changed = absorb(input, [...episodes.values()], ofCode);
    if (changed) episodes.set(changed.id, changed);
  }
  for (const episode of [...episodes.values()]) {
    if (episode.quiet === 'maintenance' && quietOf(input, episode.scope) === undefined)
      episodes.set(episode.id, transit(input, { ...episode, quiet: undefined }, 'announced'));
  }
  for (const episode of input.open) {
    const stillFires = firing.some((finding) => episode.codes.includes(finding.code));
    if (!stillFires) episodes.set(episode.id, close(input, episode));
  }
  return [...episodes.values()].filter((episode) => !input.open.includes(episode));
}

/** Gives the firing findings of one code to the episode they belong to, or to a new one; null where nothing changes. */
function absorb(input: AdvanceInput, open: readonly Episode[], firing: readonly Finding[]): Episode | null {
  const [first] = firing;
  if (!first) return null;
  const sinceMs = Math.min(...firing.map((finding) => finding.sinceMs));
  const own = open.find((episode) => episode.codes.includes(first.code));
  const leaves = excessByLeaf(input.leaves, [first.code], Math.min(sinceMs, own?.sinceMs ?? sinceMs), input.usualShare);
  const scope = explanationOf(leaves, firing);
  const home = own ?? open.find((episode) => overlaps(episode.scope, scope));
  if (!home)
    return openEpisode(input, first, {
      scope,
      sinceMs,
      usualShare: usualShareIn(firing),
      evidence: evidenceIn(firing, scope),
    });
  const widerScope = contains(scope, home.scope) && !sameScope(scope, home.scope) ? scope : home.scope;
  const codes = home.codes.includes(first.code) ? home.codes : [...home.codes, first.code];
  if (widerScope === home.scope && codes === home.codes) return null;
  return transit(input, { ...home, scope: widerScope, codes, sinceMs: Math.min(sinceMs, home.sinceMs) }, 'widened');
}

function openEpisode(
  input: AdvanceInput,
  first: Finding,
  { scope, ...known }: Pick<Episode, 'scope' | 'sinceMs' | 'usualShare' | 'evidence'>,
): Episode {
  const { nowMs, rule } = input;
  const name = shortHash(`${rule.name}|${first.code}|${dimensionOf(scope)}`);
  const blank: Episode = {
    id: `${formatDay(nowMs)}-${formatTimeOfDay(nowMs).replace(':', '')}-${name}`,
    rule: rule.name,
    severity: first.severity,
    codes: [first.code],
    scope,
    state: 'open',
    openedMs: nowMs,
    resolvedMs: null,
    errors: 0,
    messages: 0,
    ...known,
    byVasid: [],
    byCarrier: [],
    history: [],
    version: 0,
    outbox: [],
    quiet: quietOf(input, scope),
  };
  return transit(input, blank, 'opened');
}

function close(input: AdvanceInput, episode: Episode): Episode {
  const ended = (change: Finding['change']) =>
    input.findings.some((finding) => finding.change === change && episode.codes.includes(finding.code));
  const closed: Episode = { ...episode, state: 'resolved', resolvedMs: input.nowMs };
  return transit(input, closed, ended('stale') ? 'stale' : ended('accepted') ? 'accepted' : 'resolved');
}

function quietOf({ rule, maintenance, nowMs }: AdvanceInput, scope: Scope): Quiet | undefined {
  if (rule.isStaged) return 'staged';
  return isInMaintenance(maintenance, scope, nowMs) ? 'maintenance' : undefined;
}

function transit(input: AdvanceInput, episode: Episode, reason: Reason): Episode {
  const { nowMs } = input;
  const version = episode.version + 1;
  const leaves = excessByLeaf(input.leaves, episode.codes, episode.sinceMs, input.usualShare);
  const told = { ...episode, ...totalsOf(leaves, episode.scope) };
  const attributed = reason === 'opened' || reason === 'widened' ? { ...told, ...attributionOf(leaves) } : told;
  return {
    ...attributed,
    version,
    history: [...episode.history, { atMs: nowMs, reason, scope: episode.scope, codes: episode.codes }],
    outbox: episode.quiet
      ? episode.outbox
      : [...episode.outbox, { notificationId: `${episode.id}-${version}`, reason, claimedMs: nowMs }],
  };
}

function totalsOf(leaves: readonly LeafExcess[], scope: Scope): Pick<Episode, 'errors' | 'messages'> {
  const inScope = leaves.filter((leaf) => contains(scope, leaf));
  return {
    errors: inScope.reduce((sum, leaf) => sum + leaf.errors, 0),
    messages: inScope.reduce((sum, leaf) => sum + leaf.messages, 0),
  };
}

/** Who brought the increase; told while the hour before is still at hand, so not when an episode ends. */
function attributionOf(leaves: readonly LeafExcess[]): Pick<Episode, 'byVasid' | 'byCarrier'> {
  return { byVasid: contributionsBy('vasid', leaves), byCarrier: contributionsBy('carrier', leaves) };
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

/** By the pairs that fire themselves; where only what lies above them does, by those with more than chance brings. */
function explanationOf(leaves: readonly LeafExcess[], firing: readonly Finding[]): Scope {
  const fires = (leaf: Scope) => firing.some(({ scope }) => sameScope(scope, leaf));
  return smallestExplanation(leaves, fires) ?? smallestExplanation(leaves) ?? widestOf(firing);
}

/** The scope of most errors beyond the expected, for a rise so even that no single pair shows it. */
function widestOf(firing: readonly Finding[]): Scope {
  const [widest] = [...firing].sort((one, other) => other.errors - other.expected - (one.errors - one.expected));
  return widest?.scope ?? EVERYTHING;
}

function overlaps(one: Scope, other: Scope): boolean {
  return contains(one, other) || contains(other, one);
}

/** Six letters and digits of a 32-bit FNV-1a hash. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0').slice(-6);
}

/** Whether an episode still has to be looked at: it is open, or something of it is unsent. */
export function isActive(episode: Pick<Episode, 'state' | 'outbox'>): boolean {
  return episode.state !== 'resolved' || episode.outbox.length > 0;
}

/** Whether an episode was open at any time in a half-open range. */
export function wasOpenBetween(
  episode: Pick<Episode, 'sinceMs' | 'resolvedMs'>,
  fromMs: number,
  toMs: number,
): boolean {
  return episode.sinceMs < toMs && (episode.resolvedMs === null || episode.resolvedMs > fromMs);
}
