import { type Catalogue, describeCode } from '../catalogue.ts';
import type { Episode } from '../episode.ts';
import type { Cause } from '../insight/cause.ts';
import { CAUSE_TEXTS } from './cause-text.ts';
import type { Fact } from './fact.ts';

/** What it looks like, told as the guess that it is, with what speaks for it; and what to do next. */
export function causeFacts({ insight, codes }: Episode, catalogue: Catalogue): Fact[] {
  const causes = insight?.causes ?? [];
  const [likeliest] = causes;
  if (!likeliest) return [{ label: 'What next', text: nextOf(codes, catalogue) }];
  const guesses = causes.map(guessOf).join('. Or: ');
  return [
    { label: 'Likely cause', text: `a guess by the counts: ${guesses}` },
    { label: 'What next', text: CAUSE_TEXTS[likeliest.name].next },
  ];
}

function guessOf({ name, evidence }: Cause): string {
  return `${CAUSE_TEXTS[name].says} (${evidence})`;
}

/** Where the counts look like nothing that is known, it goes by whose job the first code is. */
function nextOf([code]: readonly number[], catalogue: Catalogue): string {
  const actor = code === undefined ? 'you' : describeCode(code, catalogue).actor;
  return NEXT[actor] ?? 'look in the logs at what fails';
}

const NEXT: Readonly<Record<string, string>> = {
  you: 'look in the logs at what fails, and mend what you send',
  provider: 'call the provider with the times and codes above',
  carrier: 'have the provider ask the carrier, with the times and codes above',
  'account-manager': 'call your account manager with the times and codes above',
};
