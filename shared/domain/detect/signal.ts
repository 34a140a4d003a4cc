/** What is watched beside codes of submits. */
export const SIGNALS = ['delivery', 'silent-loss', 'no-traffic', 'no-logs'] as const;
export type Signal = (typeof SIGNALS)[number];

/** Where a finding names a code, a signal stands under a number that no status code has: those have three or four digits. */
export const SIGNAL_CODES: Readonly<Record<Signal, number>> = {
  delivery: 1,
  'silent-loss': 2,
  'no-traffic': 3,
  'no-logs': 4,
};

/** The signal that stands under a number; null for a status code. */
export function signalOf(code: number | undefined): Signal | null {
  return SIGNALS.find((signal) => SIGNAL_CODES[signal] === code) ?? null;
}

/** A code or a signal as keys and filters name it: `2568`, `no-traffic`. */
export function codeName(code: number): string {
  return signalOf(code) ?? String(code);
}
