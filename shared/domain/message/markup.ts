/** Escapes the three characters with a meaning in Slack's text (api.slack.com/reference/surfaces/formatting). */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
