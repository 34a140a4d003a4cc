import type { ChatChannel } from '#shared/config/deployment.ts';

/**
 * Reads a channel of chat as one would write it: `workspace/channel` for Slack, `tenant/team/channel` for Microsoft Teams.
 * @returns null where it is neither; whether the ids can be used is told when the settings are checked
 */
export function parseChatChannel(text: string): ChatChannel | null {
  const parts = text.split('/').map((part) => part.trim());
  if (parts.some((part) => part === '')) return null;
  const [first = '', second = '', third = ''] = parts;
  if (parts.length === 2) return { application: 'slack', workspaceId: first, channelId: second };
  if (parts.length === 3) return { application: 'teams', tenantId: first, teamId: second, channelId: third };
  return null;
}
