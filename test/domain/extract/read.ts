import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS, type ExtractSettings } from '#shared/domain/extract/extraction.ts';
import { NOON_MS } from '../../builders.ts';

/** Extracts from messages as the events of one batch, `e1`, `e2`, …, a millisecond apart. */
export function extractFrom(messages: readonly string[], settings: ExtractSettings = DEFAULT_EXTRACT_SETTINGS) {
  return extract(
    messages.map((message, index) => ({ id: `e${index + 1}`, timestampMs: NOON_MS + index, message })),
    settings,
  );
}

/** What one event says, `submit 2568`, with `@service` and `#carrier` where they are known. */
export function saidBy(message: string, settings?: ExtractSettings): string[] {
  return extractFrom([message], settings).statuses.map(({ kind, code, status, vasid, carrier }) => {
    const value = code ?? status;
    return `${kind}${value === null ? '' : ` ${value}`}${vasid === null ? '' : ` @${vasid}`}${carrier === null ? '' : ` #${carrier}`}`;
  });
}

/** A message of MM7 with a code. */
export function mm7(name: string, code: string, prefix = ''): string {
  return `<${prefix}${name}><${prefix}Status><${prefix}StatusCode>${code}</${prefix}StatusCode></${prefix}Status></${prefix}${name}>`;
}
