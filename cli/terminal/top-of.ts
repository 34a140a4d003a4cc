/** The beginning of a text that is higher than the terminal, and how much is left out: else its end would push it out of sight. */
export function topOf(text: string, rows: number): string {
  const lines = text.split('\n');
  if (lines.length < rows) return text;
  const kept = lines.slice(0, Math.max(1, rows - 2));
  return [...kept, `… ${lines.length - kept.length} lines more; a higher terminal shows them`].join('\n');
}
