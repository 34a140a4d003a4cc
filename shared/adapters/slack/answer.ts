import { markedText } from '../../domain/message/markup.ts';
import type { Post } from '../post.ts';
import type { Press } from './interaction.ts';

/** Slack waits three seconds for the reply to a press, and shows a warning after them. */
const MOST_PATIENCE_MS = 1_000;

/** Tells whoever pressed what came of it, and nobody else; what was done is done whether or not that arrives in time. */
export async function answerPress({ answerUrl }: Press, words: string, post: Post): Promise<'told' | 'not-told'> {
  if (answerUrl === null) return 'not-told';
  const late = new Promise<null>((resolve) => setTimeout(resolve, MOST_PATIENCE_MS, null).unref());
  const answer = { response_type: 'ephemeral', replace_original: false, text: markedText(words) };
  const told = await Promise.race([post(answerUrl, answer).catch(() => null), late]);
  return told?.status === 200 ? 'told' : 'not-told';
}
