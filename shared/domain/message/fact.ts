/** One statement of a notification: what it is about, and what it says in plain words. */
export interface Fact {
  readonly label: FactLabel;
  readonly text: string;
}

/** What statements are about, in the order in which people ask. */
export const FACT_LABELS = [
  'What happened',
  'How bad',
  'Errors a minute',
  'Where',
  'Before it',
  'Provider says',
  'Whose job',
  'Likely cause',
  'Limit',
  'What next',
  'Taken on by',
  'Silenced',
  'Caught up',
] as const;
export type FactLabel = (typeof FACT_LABELS)[number];

/** `How bad: 41 of 380 submits failed …`. */
export function lineOf({ label, text }: Fact): string {
  return `${label}: ${text}`;
}

/** Its text as a sentence of its own. */
export function sentenceOf({ text }: Pick<Fact, 'text'>): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
