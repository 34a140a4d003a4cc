/** Who can end a failure. */
export type Actor = 'you' | 'provider' | 'carrier' | 'account-manager' | 'nobody';
/** Whether sending the same again can succeed. */
export type Retry = 'yes' | 'no' | 'after-fix' | 'n/a' | 'unknown';

/** What is known of a status code. */
export interface CodeEntry {
  readonly code: number;
  /** The provider's words; null for a code outside the catalogue. */
  readonly text: string | null;
  readonly details: string | null;
  readonly family: string;
  /** On whose side it arises. */
  readonly layer: 'you' | 'provider' | 'carrier';
  readonly actor: Actor;
  readonly retry: Retry;
  /** Whether actor and retry are the provider's words or our reading of them. */
  readonly basis: 'stated' | 'inferred';
}

/** What is known of a delivery report's MMStatus. */
export interface ReportStatusEntry {
  readonly name: string;
  readonly text: string;
  readonly description: string;
  /** What it means for the message: delivered, failed or pending. */
  readonly group: string;
  /** Whether no other report of the message follows. */
  readonly final: boolean;
}
