import { createInterface } from 'node:readline/promises';
import type { InitAnswers } from './settings-text.ts';

/** Asks on the terminal; an empty answer leaves a setting as it is. */
export async function askForAnswers(): Promise<InitAnswers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const list = async (question: string) => splitList(await terminal.question(`${question}: `));
  try {
    const logGroups = await list('Log groups of the gateway, as in /mms/gateway (several with commas, or none)');
    const prefixes = await list('Or beginnings of their names, as in /mms/');
    const emails = await list('E-mail addresses to alert');
    const [slackSecretName] = await list(
      'Secret that holds the address of a webhook of Slack, as in mms/slack-webhook',
    );
    return { logGroups, prefixes, emails, slackSecretName };
  } finally {
    terminal.close();
  }
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
