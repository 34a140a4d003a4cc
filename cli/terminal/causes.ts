import type { EpisodeShape } from '#shared/api/episode-answers.ts';
import { wrapped } from './wrapped.ts';

/** Likely causes with what they rest on and what to do next, the likeliest first; nothing where none is known. */
export function causesText(causes: EpisodeShape['causes']): string[] {
  return causes.map(({ says, evidence, next, name }, at) =>
    [
      wrapped(`${at === 0 ? 'likely cause, a guess by the counts' : 'or'}: ${says} (${evidence})`, 0),
      wrapped(`what next: ${next}; more in docs/causes.md#${name}`, 2),
    ].join('\n'),
  );
}
