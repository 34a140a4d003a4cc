import * as z from 'zod/mini';
import { SLACK_ACTIONS, type SlackAction } from '../../domain/message/slack/actions.ts';

/** A button that somebody pressed. */
export interface Press {
  readonly action: SlackAction;
  readonly episodeId: string;
  readonly who: string;
  /** Where an answer that only this person sees is posted to; null where Slack names none. */
  readonly answerUrl: string | null;
}

const EPISODE_ID = /^[0-9]{4}-[0-9]{2}-[0-9]{2}-[A-Za-z0-9-]{1,40}$/;
/** Nothing is posted to anybody but Slack, whatever a request says. */
const ANSWER_URL = /^https:\/\/hooks\.slack\.com\/[\w/-]{1,400}$/;

const Payload = z.object({
  type: z.string(),
  user: z.object({ id: z.string(), username: z.optional(z.string()), name: z.optional(z.string()) }),
  response_url: z.optional(z.string()),
  actions: z._default(z.array(z.object({ action_id: z.string(), value: z.optional(z.string()) })), []),
});

/** Reads what Slack posts when a button is pressed; null for what asks for nothing, as a button that is a link does. */
export function pressOf(body: Buffer): Press | null {
  const payload = new URLSearchParams(body.toString('utf8')).get('payload');
  const parsed = payload === null ? null : Payload.safeParse(parsedJson(payload));
  if (!parsed?.success || parsed.data.type !== 'block_actions') return null;
  const { user, actions, response_url: answerUrl = '' } = parsed.data;
  const [pressed] = actions;
  const action = SLACK_ACTIONS.find((name) => name === pressed?.action_id);
  const episodeId = pressed?.value ?? '';
  if (action === undefined || !EPISODE_ID.test(episodeId)) return null;
  const who = user.name ?? user.username ?? user.id;
  return { action, episodeId, who, answerUrl: ANSWER_URL.test(answerUrl) ? answerUrl : null };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
