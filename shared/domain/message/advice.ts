import { type Catalogue, describeCode } from '../catalogue.ts';
import type { Fact } from './fact.ts';

/** Of more codes the others say much the same. */
const MOST_CODES = 3;

/** The provider's words on each code, then whose job it is and whether sending again helps. */
export function adviceFacts(codes: readonly number[], catalogue: Catalogue): Fact[] {
  const told = codes.slice(0, MOST_CODES);
  const words = told
    .map((code) => describeCode(code, catalogue))
    .map(({ code, details, text }) => ({ code, words: details || text }))
    .filter(({ words }) => words !== null)
    .map(({ code, words }) => `“${words}”${told.length > 1 ? ` (${code})` : ''}`);
  const jobs = new Map<string, number[]>();
  for (const code of told) {
    const job = jobOf(code, catalogue);
    jobs.set(job, [...(jobs.get(job) ?? []), code]);
  }
  const text = [...jobs].map(([job, of]) => (jobs.size > 1 ? `${of.join(', ')}: ${job}` : job)).join('; ');
  return [
    ...(words.length === 0 ? [] : [{ label: 'Provider says', text: words.join(', ') } as const]),
    { label: 'Whose job', text },
  ];
}

/** `your account manager at the provider; retrying does not help`. */
function jobOf(code: number, catalogue: Catalogue): string {
  const { actor, retry, text } = describeCode(code, catalogue);
  const unknown = text === null ? ', by the first digit of a code that is not in the catalogue' : '';
  return `${ACTORS[actor] ?? actor}${unknown}; ${RETRIES[retry] ?? 'nobody knows whether retrying helps'}`;
}

const ACTORS: Readonly<Record<string, string>> = {
  you: 'yours',
  provider: "the provider's",
  carrier: "the carrier's, by way of the provider",
  'account-manager': "your account manager's at the provider",
  nobody: "nobody's",
};

const RETRIES: Readonly<Record<string, string>> = {
  yes: 'retrying later helps',
  no: 'retrying does not help',
  'after-fix': 'retrying helps only once it is mended',
};
