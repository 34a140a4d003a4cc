import type { Post } from './post.ts';

/** What a message in Slack says. */
export interface SlackText {
  readonly title: string;
  readonly text: string;
}

/** Slack refused a message, or could not be reached. */
export class SlackError extends Error {
  override readonly name = 'SlackError';
}

/**
 * Posts a message to an incoming webhook.
 * @throws SlackError with what Slack answered; the address of the webhook is a secret and stands in no message
 */
export async function postToSlack(webhookUrl: string, message: SlackText, post: Post): Promise<void> {
  const answer = await post(webhookUrl, { text: `*${escapeText(message.title)}*\n${escapeText(message.text)}` }).catch(
    (cause) => {
      throw new SlackError('Slack could not be reached; it is tried again', { cause });
    },
  );
  if (answer.status === 200) return;
  throw new SlackError(`Slack answered ${answer.status} ${answer.text.slice(0, 80)}; ${remedyFor(answer.status)}`);
}

function remedyFor(status: number): string {
  if (status === 429 || status >= 500) return 'it is tried again';
  return 'make a new webhook for the channel and store its address in the secret';
}

/** The three characters with a meaning in Slack's text (api.slack.com/reference/surfaces/formatting). */
function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
