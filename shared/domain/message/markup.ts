/** Escapes the three characters with a meaning in Slack's text (docs.slack.dev/messaging/formatting-message-text). */
export function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What makes text bold, slanted or struck at the edge of a word, code anywhere, and a picture between colons. */
const FORMATTING = /(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|`|:(?=[a-z0-9_+'-]+:)/g;
/** Is not seen, and takes from what stands beside it its meaning. */
const WORD_JOINER = '\u2060';

/** Takes from characters of formatting their meaning; within words, where they have none, names stay as they are, to be copied. */
export function plainMarkup(text: string): string {
  return text.replace(FORMATTING, (character) => `${WORD_JOINER}${character}${WORD_JOINER}`);
}

/** Text as it is: nothing in it mentions, links or formats. */
export function markedText(text: string): string {
  return plainMarkup(escapeMarkup(text));
}
