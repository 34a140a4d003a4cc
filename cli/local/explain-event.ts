import { text } from 'node:stream/consumers';
import { extractSettingsOf } from '#shared/config/extraction.ts';
import { describeCode } from '#shared/domain/catalogue.ts';
import { type Explanation, explain } from '#shared/domain/extract/explain.ts';
import type { StatusEvent } from '#shared/domain/model.ts';
import { pc } from '../terminal/colours.ts';
import { loadSettings } from './settings.ts';

/** Explains one event, given as text or `-`, for people or as JSON. */
export async function explainEvent(
  event: string,
  options: { readonly settings?: string; readonly json?: true },
): Promise<string> {
  const message = event === '-' ? (await text(process.stdin)).replace(/\r?\n$/, '') : event;
  const explanation = explain(message, extractSettingsOf((await loadSettings(options.settings)).extraction)(''));
  return options.json ? JSON.stringify(explanation) : explanationText(explanation);
}

function explanationText({ concerns, wrappers, elements, fields, statuses, defects }: Explanation): string {
  const lines = [
    step('signs of MM7', concerns ? 'yes' : 'none, so nothing else was looked at'),
    step('wrappers', wrappers.length === 0 ? 'none' : wrappers.join(', then ')),
    step('JSON fields', fields.length === 0 ? 'none' : fields.join(', ')),
    ...elements.map(({ name, closed, says }) => step('element', `${name}${closed ? '' : ' (not closed)'}: ${says}`)),
    ...(elements.length === 0 ? [step('elements', 'no message of MM7 in markup')] : []),
    '',
    ...statuses.map(statusText),
    ...defects.map(({ defect, shape }) => `${pc.yellow(defect)}: no status can be told; the event looks like ${shape}`),
  ];
  if (statuses.length + defects.length === 0) lines.push(pc.yellow(reasonForNothing(elements.length > 0)));
  return lines.join('\n');
}

function statusText({ kind, code, status, vasid, carrier }: StatusEvent): string {
  const value =
    code === null ? (status ?? 'without a readable value') : `${code} ${describeCode(code).text ?? ''}`.trim();
  return `${pc.green(`${kind} ${value}`)}  service ${vasid ?? 'unknown'}, carrier ${carrier ?? 'unknown'}`;
}

function reasonForNothing(hasElements: boolean): string {
  if (hasElements) return 'Nothing is counted: the messages in it carry no status.';
  return 'Nothing is counted: no message, no field named statusCode, mm7Status or mmStatus that holds one value, and no words that tell of a failed MM7 call. Fields of other names can be set in the settings.';
}

function step(name: string, value: string): string {
  return `${pc.dim(name.padEnd(14))}${value}`;
}
