import type { Defect, DefectKind, LogEvent, StatusEvent } from '../model.ts';
import { dimensionsOf } from './dimensions.ts';
import type { Extraction, ExtractSettings } from './extraction.ts';
import { NO_FIELDS } from './fields.ts';
import { eventAt, type Joined } from './join.ts';
import { readLine } from './line.ts';
import { kindOfLine } from './line-kind.ts';
import type { LineStatus } from './line-status.ts';
import type { Message } from './messages.ts';
import type { Reading } from './reading.ts';
import { shapeOf } from './shape.ts';
import { outcomeOf } from './statuses.ts';
import { namesMm7 } from './transport.ts';
import { REQUEST_MESSAGES } from './vocabulary.ts';

/** Collects what the events of a batch say. */
export interface Finding {
  readonly events: readonly LogEvent[];
  readonly settings: ExtractSettings;
  /** How the events were read that may still be asked for, by their indexes. */
  readonly readings: Map<number, Reading>;
  readonly statuses: [index: number, status: StatusEvent][];
  /** By event and kind, since one event tells each but once. */
  readonly defects: Map<string, [index: number, defect: Defect]>;
}

/** Starts collecting from a batch. */
export function startFinding(events: readonly LogEvent[], settings: ExtractSettings): Finding {
  return { events, settings, readings: new Map(), statuses: [], defects: new Map() };
}

/** Reads an event that belongs to no other: the messages in its markup; where they say nothing, its words. */
export function readAlone(finding: Finding, index: number, reading: Reading): void {
  const { texts, messages } = reading;
  let told = false;
  for (const { markup } of texts) {
    for (const message of markup.messages) told = tellMessage(finding, index, reading, message, messages) || told;
    for (const _ of markup.bareFaults) told = tellFault(finding, index, reading, '') || told;
    if (markup.strayAt.length > 0) told = tellDefect(finding, index, 'unattributed') || told;
  }
  if (!told) tellLine(finding, index, reading);
}

/** What an event says by messages in its markup, each of them readable and with one request at most; null for others. */
export function readPlainly(event: LogEvent, reading: Reading, settings: ExtractSettings): StatusEvent[] | null {
  const { texts, messages, isOpen } = reading;
  const isDoubtful = texts.some(({ markup }) => markup.strayAt.length + markup.bareFaults.length > 0);
  if (isOpen || isDoubtful || messages.filter(({ name }) => REQUEST_MESSAGES.has(name)).length > 1) return null;
  const finding = startFinding([event], settings);
  readAlone(finding, 0, reading);
  const said = finding.statuses.map(([, status]) => status);
  const isReadable = said.every(({ code, status }) => code !== null || status !== null);
  const telling = messages.filter((message) => outcomeOf(message) !== null).length;
  return isReadable && telling > 0 && said.length === telling && finding.defects.size === 0 ? said : null;
}

/** Reads markup that belongs together, of one event or of several; where it says nothing, the words of the events. */
export function readTogether(finding: Finding, indexes: readonly number[], parts: readonly Joined[]): void {
  const messages = parts.flatMap(({ markup }) => markup.messages);
  const { readings } = finding;
  let told = false;
  for (const part of parts) {
    for (const message of part.markup.messages) {
      const index = eventAt(part, message.statusAt);
      const tell = part.crossed ? tellCrossed : tellMessage;
      told = tell(finding, index, readings.get(index), message, messages) || told;
    }
    for (const at of part.markup.bareFaults) {
      const index = eventAt(part, at);
      told = tellFault(finding, index, readings.get(index), part.text) || told;
    }
    const strayIn = new Set(part.markup.strayAt.map((at) => eventAt(part, at)));
    for (const index of strayIn) told = tellDefect(finding, index, 'unattributed') || told;
  }
  if (told) return;
  for (const index of indexes) tellLine(finding, index, readings.get(index));
}

/** Takes what an event says by its template. */
export function takeSaid(finding: Finding, index: number, said: readonly StatusEvent[]): void {
  for (const status of said) finding.statuses.push([index, status]);
}

/** Everything found, in the order of the events. */
export function resultOf(finding: Finding, open: readonly Joined[]): Extraction {
  const first = open.filter(({ crossed }) => !crossed).map(({ pieces }) => pieces[0]?.event ?? 0);
  return {
    statuses: inOrder(finding.statuses),
    defects: inOrder([...finding.defects.values()]),
    openFrom: first.length === 0 ? null : Math.min(...first),
  };
}

function tellMessage(
  finding: Finding,
  index: number,
  reading: Reading | undefined,
  message: Message,
  messages: readonly Message[],
): boolean {
  const outcome = outcomeOf(message);
  if (outcome === null) return false;
  if ('defect' in outcome) return tellDefect(finding, index, outcome.defect);
  return tellStatus(finding, index, reading, outcome, message, messages);
}

function tellCrossed(finding: Finding, index: number, _reading: Reading | undefined, message: Message): boolean {
  return outcomeOf(message) !== null && tellDefect(finding, index, 'unattributed');
}

/** A Fault without an answer of MM7 says that the exchange failed, where it was one of MM7. */
function tellFault(finding: Finding, index: number, reading: Reading | undefined, joined: string): boolean {
  const texts = [finding.events[index]?.message ?? '', joined];
  if (!texts.some((text) => namesMm7(text) || text.includes('TransactionID'))) return false;
  return tellWords(finding, index, reading, { kind: 'transport', code: null, status: null });
}

function tellLine(finding: Finding, index: number, line: Reading | undefined): void {
  if (!line) return;
  const status = readLine(line);
  if (status) tellWords(finding, index, line, status);
  else if (line.fields.code !== null && kindOfLine(line.words) === null) tellDefect(finding, index, 'unattributed');
}

function tellWords(finding: Finding, index: number, reading: Reading | undefined, status: LineStatus): true {
  return tellStatus(finding, index, reading, status, null, reading?.messages ?? []);
}

/** @param messages those beside the one that holds the status, which is null for a line without markup */
function tellStatus(
  finding: Finding,
  index: number,
  reading: Reading | undefined,
  { kind, code, status }: LineStatus,
  message: Message | null,
  messages: readonly Message[],
): true {
  const event = finding.events[index];
  if (event) {
    const around = { messages, fields: reading?.fields ?? NO_FIELDS, settings: finding.settings };
    const { vasid, carrier } = dimensionsOf(message, around);
    const { id: eventId, timestampMs } = event;
    finding.statuses.push([index, { eventId, timestampMs, kind, code, status, vasid, carrier }]);
  }
  return true;
}

function tellDefect(finding: Finding, index: number, defect: DefectKind): true {
  const event = finding.events[index];
  const key = `${index} ${defect}`;
  if (event && !finding.defects.has(key)) {
    const { id, timestampMs, message } = event;
    finding.defects.set(key, [index, { eventId: id, timestampMs, defect, shape: shapeOf(message) }]);
  }
  return true;
}

function inOrder<T>(found: [index: number, value: T][]): T[] {
  return found.sort(([a], [b]) => a - b).map(([, value]) => value);
}
