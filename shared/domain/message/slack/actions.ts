import type { NotificationBody } from '../body.ts';
import type { Link } from '../links.ts';
import { type Block, type Button, SLACK_LIMITS } from './blocks.ts';

/** What the buttons under a message do; their names are the `action_id` that Slack sends back. */
export const SLACK_ACTIONS = [
  'acknowledge',
  'silence-1h',
  'silence-4h',
  'silence-until-resolved',
  'unsilence',
] as const;
export type SlackAction = (typeof SLACK_ACTIONS)[number];

const LABELS: Readonly<Record<SlackAction, string>> = {
  acknowledge: 'I take it on',
  'silence-1h': 'Silence 1 h',
  'silence-4h': 'Silence 4 h',
  'silence-until-resolved': 'Silence until resolved',
  unsilence: 'End the silence',
};

/** Buttons for what can be done in the state in which the episode is, and for where to look; none that would do nothing. */
export function actionsOf(
  { episode }: NotificationBody,
  { links, buttons }: { readonly links: readonly Link[]; readonly buttons: boolean },
): Block[] {
  const { id, state, silence } = episode;
  const offered: readonly SlackAction[] = silence
    ? ['unsilence']
    : ['silence-1h', 'silence-4h', 'silence-until-resolved'];
  const isTaken = state === 'acknowledged';
  const doing = buttons && state !== 'resolved' ? [...(isTaken ? [] : ['acknowledge' as const]), ...offered] : [];
  const rows: readonly [name: string, elements: readonly Button[]][] = [
    ['do', doing.map((action) => buttonOf(action, id))],
    ['look', links.flatMap(linkButton)],
  ];
  return rows
    .filter(([, elements]) => elements.length > 0)
    .map(([name, elements]) => ({ type: 'actions', block_id: `${name}:${id}`, elements }));
}

function buttonOf(action: SlackAction, episodeId: string): Button {
  const text = { type: 'plain_text', text: LABELS[action], emoji: false } as const;
  const button = { type: 'button', action_id: action, text, value: episodeId } as const;
  return action === 'acknowledge' ? { ...button, style: 'primary' } : button;
}

/** An address that a button does not hold is left out: half of it would lead nowhere. */
function linkButton({ label, url }: Link): Button[] {
  if (url.length > SLACK_LIMITS.buttonUrlCharacters) return [];
  return [{ type: 'button', action_id: `look:${label}`, text: { type: 'plain_text', text: label, emoji: false }, url }];
}
