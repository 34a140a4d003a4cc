import { findingsOf } from '../domain/detect/evidence-findings.ts';
import type { DetectorState, DetectorStep, FiringKey } from '../domain/detect/finding.ts';
import { type Maintenance, touchesMaintenance } from '../domain/detect/maintenance.ts';
import type { EvidenceRule, Rule } from '../domain/detect/rule.ts';
import { rollupName, scopeOf } from '../domain/detect/scope-name.ts';
import { memoryOf, recordOf, type ScopeMemory } from '../domain/detect/scope-record.ts';
import { scopesInReach, stepMemories } from '../domain/detect/step-memories.ts';
import { type UsualShare, usualShareOf } from '../domain/detect/usual-share.ts';
import { watchedCodes } from '../domain/detect/watched.ts';
import type { LeafMinute } from '../domain/detect/window.ts';
import { EVERYTHING } from '../domain/scope.ts';
import { MINUTE_MS } from '../domain/time.ts';
import type { ScopeStore } from '../ports.ts';
import { eachAtOnce } from './concurrency.ts';

/** A step of the whole fleet, and what each rule makes of it. */
export interface EvidenceStep {
  readonly of: (rule: EvidenceRule, before: DetectorState) => DetectorStep;
  readonly usualShare: UsualShare;
}

/**
 * Steps every scope in reach to a minute and stores what it remembers: a read in batches and one write for each scope that had
 * messages. Where another step is beside this one, each scope is stepped by one of the two, and what is stored counts.
 * @param fired keys that fired when the rules were last asked
 */
export async function stepEvidence(
  input: {
    readonly minuteStartMs: number;
    readonly maintenance: readonly Maintenance[];
    readonly rules: readonly Rule[];
    /** What the leaves count. */
    readonly watches: EvidenceRule['watches'];
    readonly leaves: readonly LeafMinute[];
    readonly fired: readonly FiringKey[];
  },
  scopes: ScopeStore,
): Promise<EvidenceStep> {
  const { minuteStartMs, leaves, fired, maintenance, watches } = input;
  const minute = minuteStartMs / MINUTE_MS;
  const learns = (name: string) => !touchesMaintenance(maintenance, scopeOf(name) ?? EVERYTHING, minuteStartMs);
  const codes = watchedCodes(input.rules, watches);
  const stored = STORED_AS[watches];
  const names = scopesInReach(leaves, minute);
  for (const { scope } of fired) names.add(rollupName(scope));
  const memories = await load([...names]);
  const { changed, transitions } = stepMemories(memories, leaves, { minute, codes, learns });
  const overtaken: string[] = [];
  await eachAtOnce([...changed], async ([name, memory]) => {
    const before = memories.get(name)?.state.lastMinute ?? null;
    if ((await scopes.save(`${stored}${name}`, recordOf(memory, codes), before)) === 'stale') overtaken.push(name);
  });
  const now = new Map([...memories, ...changed, ...(await load(overtaken))]);
  return {
    of: (rule, before) => findingsOf(rule, before, now, { minute, codes, transitions }),
    usualShare: usualShareOf((name) => now.get(name)?.state, { minute, codes }),
  };

  async function load(wanted: readonly string[]): Promise<Map<string, ScopeMemory>> {
    const records = await scopes.load(wanted.map((name) => `${stored}${name}`));
    return new Map([...records].map(([name, record]) => [name.slice(stored.length), memoryOf(record, codes)]));
  }
}

/** What stands before the names of scopes in the store; a service's name holds no slash. */
const STORED_AS: Readonly<Record<EvidenceRule['watches'], string>> = { submits: '', reports: 'reports/' };
