import { createInterface } from 'node:readline/promises';
import { UsageError } from '../exit.ts';
import { parseChatChannel } from './chat-channel.ts';
import type { InitAnswers } from './settings-text.ts';

/**
 * Asks on the terminal; an empty answer leaves a setting as it is.
 * @throws UsageError where an answer cannot be read
 */
export async function askForAnswers(): Promise<InitAnswers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ask = async (question: string) => (await terminal.question(`${question}: `)).trim();
  const list = async (question: string) => splitList(await ask(question));
  try {
    const logGroups = await list('Log groups of the gateway, as in /mms/gateway (several with commas, or none)');
    const prefixes = await list('Or beginnings of their names, as in /mms/');
    const kinesis = await ask('Do they write many gigabytes an hour, or lie in other accounts too? (y/N)');
    const emails = await list('E-mail addresses to alert');
    const webhook = await ask('Slack: secret that holds the address of a webhook, as in mms/slack-webhook');
    const bot = webhook === '' ? await ask('Slack: or secret that holds the token of a bot, as in mms/slack-bot') : '';
    const channel = bot === '' ? '' : await ask('Slack: channel the bot writes to, as in C0123456789');
    const chat = await list('Amazon Q Developer: workspace/channel of Slack or tenant/team/channel of Teams');
    const heartbeat = await ask('Address to call each minute while all is well, as in https://hc-ping.com/…');
    return {
      logGroups,
      prefixes,
      emails,
      slackSecretName: webhook || undefined,
      slackBot: bot === '' ? undefined : { tokenSecretName: bot, channel },
      amazonQ: chat.map(chatChannel),
      heartbeatUrl: heartbeat || undefined,
      ingestion: /^y/i.test(kinesis) ? { mode: 'kinesis' } : undefined,
    };
  } finally {
    terminal.close();
  }
}

function chatChannel(text: string) {
  const channel = parseChatChannel(text);
  if (channel) return channel;
  throw new UsageError(`${text} is neither workspace/channel of Slack nor tenant/team/channel of Microsoft Teams`);
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
