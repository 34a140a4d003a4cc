import type { FamilyName } from './family.ts';
import { SIGNAL_CODES } from './signal.ts';

/** A rule says which codes are watched together, and when what they do is worth waking somebody. */
export type Rule = EvidenceRule | RateRule | SignalRule;

interface AnyRule {
  readonly name: string;
  /** Submit status codes; each is watched for itself, an episode may hold several. */
  readonly codes: readonly number[];
  readonly severity: 'critical' | 'warning';
  /** Services and carriers it is about; null stands for all. */
  readonly reach: { readonly vasids: ReadonlySet<string> | null; readonly carriers: ReadonlySet<string> | null };
  readonly overrides: readonly KeyOverride[];
  /** Its episodes are recorded and not announced, until it has proved itself. */
  readonly isStaged: boolean;
}

/** Something of a key that is otherwise than its rule says; the first that fits a key counts. */
export interface KeyOverride {
  /** Undefined fits all. */
  readonly code?: number | undefined;
  readonly vasid?: string | undefined;
  readonly carrier?: string | undefined;
  /** Nothing is said of it. */
  readonly ignore?: boolean | undefined;
  readonly severity?: 'critical' | 'warning' | undefined;
  /** Errors from which on it is told. */
  readonly minErrors?: number | undefined;
  /** Errors beyond the expected as a share of messages, 0–1, from which on it is told. */
  readonly minExcessShare?: number | undefined;
}

/** What holds for a rule of which nothing else is said. */
export const EVERYWHERE = { reach: { vasids: null, carriers: null }, overrides: [], isStaged: false } as const;

/** Gathers evidence against what is normal for each key; each code is judged by how its family fails. */
export interface EvidenceRule extends AnyRule {
  readonly kind: 'evidence';
  /** Answers to submits, or final delivery reports. */
  readonly watches: 'submits' | 'reports';
  /** Families of codes that shall not have their own. */
  readonly families: ReadonlyMap<number, FamilyName>;
}

/** A plain bound: errors and their share within a window, with a minimum volume, and a multiple of what was usual before. */
export interface RateRule extends AnyRule {
  readonly kind: 'rate';
  /** Errors and messages are added over this many minutes. */
  readonly windowMinutes: number;
  readonly minErrors: number;
  readonly minMessages: number;
  /** Share of errors among submits, 0–1. */
  readonly minShare: number;
  /** The share must also be this many times the share of the hour before. */
  readonly minTimesUsual: number;
  /** So many minutes with messages and below half the share end it. */
  readonly clearMinutes: number;
}

/** Watches something that is no share of errors: that nothing comes, that what is due does not, that a code is new. */
export interface SignalRule extends AnyRule {
  readonly kind: SignalRuleKind;
}

export const SIGNAL_RULE_KINDS = ['silent-loss', 'no-traffic', 'no-logs', 'unknown-code'] as const;
export type SignalRuleKind = (typeof SIGNAL_RULE_KINDS)[number];

/** Minutes before the window from which the usual share is taken. */
export const USUAL_MINUTES = 60;

/** Minutes without a single error after which a finding ends although nothing proves recovery, since nothing is sent any more. */
export const STALE_MINUTES = 360;

/** The rules that run where the settings name none. */
export const DEFAULT_RULES: readonly Rule[] = [
  evidence('provisioning-auth', [2550, 2568, 3520], 'critical'),
  evidence('throughput', [3510, 4006], 'warning'),
  evidence('carrier', [3500, 4000], 'warning'),
  { ...evidence('delivery', [SIGNAL_CODES.delivery], 'warning'), watches: 'reports' },
  signal('silent-loss', [SIGNAL_CODES['silent-loss']], 'warning'),
  signal('no-traffic', [SIGNAL_CODES['no-traffic']], 'critical'),
  signal('no-logs', [SIGNAL_CODES['no-logs']], 'critical'),
  signal('unknown-code', [], 'warning'),
];

function evidence(name: string, codes: readonly number[], severity: EvidenceRule['severity']): EvidenceRule {
  return { ...EVERYWHERE, name, kind: 'evidence', watches: 'submits', codes, severity, families: new Map() };
}

function signal(kind: SignalRuleKind, codes: readonly number[], severity: SignalRule['severity']): SignalRule {
  return { ...EVERYWHERE, name: kind, kind, codes, severity };
}
