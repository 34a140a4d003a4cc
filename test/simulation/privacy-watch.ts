import { answerRequest } from '#shared/api/answer.ts';
import { READ_ROUTES } from '#shared/api/routes.ts';
import { DEFAULT_RULES } from '#shared/domain/detect/rule.ts';
import { watchedCodes } from '#shared/domain/detect/watched.ts';
import { attributesOf, bodyOf } from '#shared/domain/message/body.ts';
import type { Notification } from '#shared/domain/message/notification.ts';
import { secretsIn, textOfItem } from '../privacy/secrets.ts';
import { sha256, storesOf } from './functions.ts';
import type { ReadableTable } from './read-counts.ts';

/** Looks for what may leave the logs in no way. */
export interface PrivacyWatch {
  /** What a function would write to its log. */
  readonly logs: (said: unknown) => void;
  readonly hears: (notification: Notification) => void;
  /** Where a secret was found. */
  readonly violations: () => string[];
}

/** Looks through the logs of functions and the notifications as they come. */
export function watchPrivacy(): PrivacyWatch {
  const found: string[] = [];
  const look = (where: string, what: unknown) =>
    found.push(...secretsIn(JSON.stringify(what)).map((secret) => `${where} holds a ${secret}`));
  return {
    logs: (said) => look('the log of a function', said),
    hears: (notification) => look('a notification', [bodyOf(notification), attributesOf(notification)]),
    violations: () => found,
  };
}

/** Looks through the table and everything the API answers of it. */
export async function secretsAtTheEnd(
  { client, items }: ReadableTable,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<string[]> {
  const inTable = items.flatMap((item) => secretsIn(textOfItem(item)).map((secret) => `an item holds a ${secret}`));
  const range = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
  const inAnswers: string[] = [];
  const ports = { ...storesOf({ client, wait: async () => {} }), watched: watchedCodes(DEFAULT_RULES) };
  const [episode] = await ports.episodes.listBetween(fromMs, toMs);
  for (const { path: template, parameters: asked } of READ_ROUTES) {
    if (template.includes('{id}') && !episode) continue;
    const path = template.replace('{id}', episode?.id ?? '');
    const known = Object.entries({ ...range, by: 'vasid' }).filter(([name]) => name in asked.shape);
    const request = {
      path,
      parameters: Object.fromEntries(known),
      method: 'GET',
      headers: {},
      body: null,
      caller: null,
    };
    const { status, body } = await answerRequest(request, { nowMs: toMs, sha256 }, READ_ROUTES, ports);
    if (status !== 200) inAnswers.push(`${path} answered ${status}`);
    inAnswers.push(...secretsIn(body).map((secret) => `the answer to ${path} holds a ${secret}`));
  }
  return [...inTable, ...inAnswers];
}
