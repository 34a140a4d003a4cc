import { DEFAULT_CODES, DEFAULT_REPORT_STATUSES, FAMILY_WORDS } from './catalogue-default.ts';
import type { CodeEntry, ReportStatusEntry } from './catalogue-entry.ts';

/** Codes by number; a site gives its own provider's where they differ from the default. */
export type Catalogue = ReadonlyMap<number, CodeEntry>;

/** The default provider's codes. */
export const DEFAULT_CATALOGUE: Catalogue = new Map(DEFAULT_CODES.map((entry) => [entry.code, entry]));

const REPORT_STATUSES = new Map(DEFAULT_REPORT_STATUSES.map((entry) => [entry.name.toLowerCase(), entry]));

/**
 * What an unknown code says by its first digit (3GPP TS 23.140, section 8.7.8.4: 1xxx success, 2xxx client, 3xxx server, 4xxx
 * service errors); carriers use 6xxx and 7xxx.
 */
const CLASSES: Readonly<Record<string, Pick<CodeEntry, 'family' | 'layer' | 'actor' | 'retry'>>> = {
  1: { family: 'success', layer: 'provider', actor: 'nobody', retry: 'n/a' },
  2: { family: 'client error', layer: 'you', actor: 'you', retry: 'unknown' },
  3: { family: 'server error', layer: 'provider', actor: 'provider', retry: 'unknown' },
  4: { family: 'service error', layer: 'provider', actor: 'provider', retry: 'unknown' },
};
const CARRIER_CLASS = { family: 'carrier', layer: 'carrier', actor: 'carrier', retry: 'unknown' } as const;

/** What is known of a code, 1000–9999; one that the catalogue does not hold counts as its class and has no text. */
export function describeCode(code: number, catalogue: Catalogue = DEFAULT_CATALOGUE): CodeEntry {
  const known = catalogue.get(code);
  if (known) return known;
  const ofClass = CLASSES[String(code).charAt(0)] ?? CARRIER_CLASS;
  return { code, text: null, details: null, ...ofClass, basis: 'inferred' };
}

/** What is known of an MMStatus, matched without case; undefined where it is none of the published ones. */
export function describeReportStatus(name: string): ReportStatusEntry | undefined {
  return REPORT_STATUSES.get(name.toLowerCase());
}

/** Statuses of delivery reports that are published. */
export function reportStatuses(): ReportStatusEntry[] {
  return [...REPORT_STATUSES.values()];
}

/** What a family of codes has in common; null for a class. */
export function describeFamily(family: string): string | null {
  return FAMILY_WORDS[family] ?? null;
}
