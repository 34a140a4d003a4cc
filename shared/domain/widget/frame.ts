import { styleOf, type Theme } from './theme.ts';

/** A widget whole: its styles and what it shows. */
export function frame(theme: Theme, body: string): string {
  return `${styleOf(theme)}<div class="mm7">${body}</div>`;
}

/** One sentence where there is nothing to show. */
export function sentence(text: string): string {
  return `<p>${text}</p>`;
}
