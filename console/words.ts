import { describeCode } from '#shared/domain/catalogue.ts';
import type { Scope } from '#shared/domain/scope.ts';

/** Whose job a code is, in the words of whoever reads the page. */
export function actorWords(actor: string): string {
  return ACTORS[actor] ?? actor;
}

/** Whether sending again helps. */
export function retryWords(retry: string): string {
  return RETRIES[retry] ?? 'nobody knows whether retrying helps';
}

/** `Carrier 31003`, as a heading begins. */
export function scopeWords({ vasid, carrier }: Scope): string {
  if (vasid !== null && carrier !== null) return `Service ${vasid} at carrier ${carrier}`;
  if (vasid !== null) return `Service ${vasid}`;
  return carrier === null ? 'All services and carriers' : `Carrier ${carrier}`;
}

/** `3520 Provisioning issue`. */
export function codeWords(code: number): string {
  return `${code} ${describeCode(code).text ?? 'not in the catalogue'}`;
}

/** A carrier or a service as the API names it, in words. */
export function byWords(by: 'carrier' | 'vasid'): string {
  return by === 'carrier' ? 'carrier' : 'service';
}

const ACTORS: Readonly<Record<string, string>> = {
  you: 'you',
  provider: 'the provider',
  carrier: 'the carrier',
  'account-manager': 'your account manager',
  nobody: '',
};

const RETRIES: Readonly<Record<string, string>> = {
  yes: 'retrying later helps',
  no: 'retrying does not help',
  'after-fix': 'retrying helps only once it is mended',
  'n/a': '',
};
