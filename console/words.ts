import type { CodeEntry } from '#shared/domain/catalogue-entry.ts';
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
export function codeWords({ code, text }: Pick<CodeEntry, 'code' | 'text'>): string {
  return `${code} ${text ?? 'not in the catalogue'}`;
}

/** `for your account manager to mend; retrying does not help`. */
export function adviceWords({ actor, retry }: Pick<CodeEntry, 'actor' | 'retry'>): string {
  const who = actorWords(actor);
  return [who === '' ? '' : `for ${who} to mend`, retryWords(retry)].filter((part) => part !== '').join('; ');
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
