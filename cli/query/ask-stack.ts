import { openStack, type StackOptions } from '../aws/stack.ts';
import type { Ask } from './ask.ts';

/**
 * Asks a deployed stack over its query URL, every question signed with the user's credentials.
 * @throws UsageError where there is no such stack, no region or no credentials, with how to get them
 */
export async function askStack(options: StackOptions): Promise<Ask> {
  const { urlOf, send } = await openStack(options);
  const url = urlOf('QueryUrl');
  return (pathAndQuery, form) =>
    send({ url: new URL(pathAndQuery, url), method: 'GET', headers: { accept: form }, body: null });
}
