import { DEFAULT_CATALOGUE, describeCode, describeFamily } from '#shared/domain/catalogue.ts';
import type { CodeEntry } from '#shared/domain/catalogue-entry.ts';
import { pc } from './colours.ts';
import { codeTable } from './tables.ts';

/** One code in full, or all of them as a table; as JSON where a program asks. */
export function catalogText(code: number | null, asJson: boolean): string {
  if (code === null) {
    const entries = [...DEFAULT_CATALOGUE.values()];
    return asJson ? JSON.stringify(entries) : codeTable(entries);
  }
  const entry = describeCode(code);
  return asJson ? JSON.stringify(entry) : entryText(entry);
}

function entryText(entry: CodeEntry): string {
  const { code, text, details, family, actor, retry, basis } = entry;
  const familyWords = describeFamily(family);
  return [
    pc.bold(`${code}  ${text ?? 'not in the catalogue'}`),
    ...(details === null ? ['The catalogue does not hold this code; its first digit tells its class.'] : [details]),
    '',
    `family        ${family}${familyWords === null ? '' : `: ${familyWords}`}`,
    `who must act  ${actor}`,
    `retry         ${retry}`,
    `basis         ${basis === 'stated' ? "the provider's published words" : "our reading of the provider's words"}`,
  ].join('\n');
}
