import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { extractSettingsOf } from '#shared/config/extraction.ts';
import { describeCode } from '#shared/domain/catalogue.ts';
import { extract } from '#shared/domain/extract/extract.ts';
import type { LogEvent, StatusEvent } from '#shared/domain/model.ts';
import { loadSettings } from './settings.ts';

const Event = z.object({
  message: z.string(),
  id: z.string().optional(),
  timestamp: z.number().optional(),
});
const SingleEvent = Event.refine(({ id, timestamp }) => id !== undefined || timestamp !== undefined);
const Batch = z.object({ events: z.array(Event) });

/** Counts of what became of the events. */
const QUALITY = { seen: 0, matched: 0, ignored: 0, invalid: 0, truncated: 0, unattributed: 0 };

/** Reads the inputs line by line and writes a line per status; the counts go to standard error at the end. */
export async function extractLines(inputs: readonly string[], options: { readonly settings?: string }): Promise<void> {
  const settings = extractSettingsOf((await loadSettings(options.settings)).extraction)('');
  const quality = { ...QUALITY };
  for (const input of inputs) {
    const stream = input === '-' ? process.stdin : createReadStream(input);
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() === '') continue;
      const events = eventsOf(line);
      const { statuses, defects } = extract(events, settings);
      const matched = new Set(statuses.map(({ eventId }) => eventId));
      quality.seen += events.length;
      quality.matched += matched.size;
      quality.invalid += statuses.filter(isInvalid).length;
      for (const { defect } of defects) quality[defect] += 1;
      quality.ignored += events.filter(({ id }) => !matched.has(id) && !defects.some((of) => of.eventId === id)).length;
      const written = statuses.map((status) => `${JSON.stringify(outputOf(status))}\n`).join('');
      if (written !== '' && !process.stdout.write(written)) await once(process.stdout, 'drain');
    }
  }
  process.stderr.write(`${JSON.stringify(quality)}\n`);
}

/** Events without an id get one here, so that they can be told apart; it is not put out. */
const NO_ID = '#';

function eventsOf(line: string): LogEvent[] {
  const parsed = line.startsWith('{') ? parseJson(line) : undefined;
  const batch = Batch.safeParse(parsed);
  const single = SingleEvent.safeParse(parsed);
  const events = batch.success ? batch.data.events : single.success ? [single.data] : [{ message: line }];
  return events.map((event: z.infer<typeof Event>, index) => ({
    id: event.id ?? `${NO_ID}${index}`,
    timestampMs: event.timestamp ?? 0,
    message: event.message,
  }));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // a line that is no JSON is a message
  }
}

function outputOf({ eventId, kind, code, status, vasid, carrier }: StatusEvent): object {
  const id = eventId.startsWith(NO_ID) ? null : eventId;
  return { id, kind, code, status, vasid, carrier, text: code === null ? null : describeCode(code).text };
}

function isInvalid({ kind, code, status }: StatusEvent): boolean {
  return kind !== 'transport' && code === null && status === null;
}
