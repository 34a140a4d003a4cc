import type { Kind } from '../model.ts';
import { type Tag, Tags } from './tags.ts';
import { type CodeReading, codeIn, readText, statusIn } from './values.ts';
import { isAround, STATUS_MESSAGES } from './vocabulary.ts';

/** One MM7 message as it stands in a text. */
export interface Message {
  readonly name: string;
  /** Null for a request, which carries no status. */
  readonly kind: Kind | null;
  readonly start: number;
  /** Offset of the last character of the code or status, else of the message. */
  readonly statusAt: number;
  /** Null where none was found before the message ended. */
  readonly code: CodeReading | null;
  /** Undefined where none was found; null where it is no status. */
  readonly status: string | null | 'cut' | undefined;
  readonly vasid: string | null;
  readonly transactionId: string | null;
  /** Whether its end was seen, or the end of what surrounds it. */
  readonly closed: boolean;
}

/** Everything a text says in markup. */
export interface Markup {
  readonly messages: readonly Message[];
  /** Offsets of codes and statuses that stand in no message. */
  readonly strayAt: readonly number[];
  /** SOAP Faults that ended without an MM7 answer in them. */
  readonly bareFaults: readonly number[];
  /** What lies in messages and envelopes; the rest of the text is the log's own. */
  readonly spans: readonly (readonly [start: number, end: number])[];
  /** Whether the text ends within a message or an envelope. */
  readonly open: boolean;
  /** A message began within another, as when the lines of two cross. */
  readonly crossed: boolean;
}

/** A text of an event and what its markup says. */
export interface MarkedText {
  readonly text: string;
  readonly markup: Markup;
}

interface OpenMessage {
  readonly name: string;
  readonly kind: Kind | null;
  readonly start: number;
  /** Names of the elements that are open in it. */
  readonly path: string[];
  statusAt: number;
  code: CodeReading | null;
  codeIsNested: boolean;
  status: string | null | 'cut' | undefined;
  vasid: string | null;
  transactionId: string | null;
  closed: boolean;
}

/** What is known while the tags of a text pass by. */
interface Progress {
  readonly text: string;
  readonly messages: Message[];
  readonly strayAt: number[];
  readonly bareFaults: number[];
  readonly spans: [number, number][];
  current: OpenMessage | null;
  /** Name of the text element whose end is awaited. */
  insideText: string | null;
  /** Envelopes and Faults begun and not ended. */
  envelopeStart: number | null;
  fault: { readonly start: number; readonly messagesBefore: number } | null;
  transactionId: string | null;
  crossed: boolean;
}

/** Reads the messages of a text in one pass over its tags. */
export function readMarkup(text: string): Markup {
  const progress = startProgress(text);
  const tags = new Tags(text);
  while (tags.next(dependsOnDepth(progress))) take(progress, tags);
  return finish(progress);
}

/** Whether it matters in which element the next code stands; elsewhere, tags without a role of their own tell nothing. */
function dependsOnDepth({ current, insideText }: Progress): boolean {
  return current !== null && current.kind !== null && !current.codeIsNested && insideText === null;
}

function startProgress(text: string): Progress {
  return {
    text,
    messages: [],
    strayAt: [],
    bareFaults: [],
    spans: [],
    current: null,
    insideText: null,
    envelopeStart: null,
    fault: null,
    transactionId: null,
    crossed: false,
  };
}

function take(progress: Progress, tag: Tag): void {
  if (progress.insideText !== null) {
    if (!endsText(progress, tag)) return;
    progress.insideText = null;
  }
  if (tag.closes) takeEnd(progress, tag);
  else takeStart(progress, tag);
}

/** A text element ends with its own end tag; one that was never ended ends with what surrounds it. */
function endsText({ insideText, current }: Progress, tag: Tag): boolean {
  if (tag.role === 'envelope') return true;
  return tag.closes && (tag.name === insideText || tag.name === current?.name || isAround(tag.role));
}

function takeStart(progress: Progress, tag: Tag): void {
  const { role } = tag;
  if (role === 'envelope') beginEnvelope(progress, tag);
  else if (role === 'message') beginMessage(progress, tag);
  else if (role === 'fault') beginFault(progress, tag);
  else if (role === 'transaction-id') (progress.current ?? progress).transactionId = textOf(progress, tag);
  else if (progress.current) takeWithin(progress, progress.current, tag);
  else if (role === 'code' || role === 'status') progress.strayAt.push(tag.start);
  if (role === 'text' && !tag.empty) progress.insideText = tag.name;
}

function beginEnvelope(progress: Progress, tag: Tag): void {
  if (progress.envelopeStart !== null) progress.crossed = true;
  endMessage(progress, { closed: false, at: tag.start });
  endEnvelope(progress, tag.start);
  progress.envelopeStart = tag.start;
  progress.transactionId = null;
}

function beginMessage(progress: Progress, tag: Tag): void {
  if (progress.current) progress.crossed = true;
  endMessage(progress, { closed: false, at: tag.start });
  progress.current = {
    name: tag.name,
    kind: STATUS_MESSAGES.get(tag.name) ?? null,
    start: tag.start,
    path: [],
    statusAt: tag.start,
    code: null,
    codeIsNested: false,
    status: undefined,
    vasid: null,
    transactionId: progress.transactionId,
    closed: false,
  };
  if (tag.empty) endMessage(progress, { closed: true, at: tag.end });
}

function takeWithin(progress: Progress, message: OpenMessage, tag: Tag): void {
  const { role } = tag;
  if (role === 'code') takeCode(progress, message, tag);
  else if (role === 'status' && message.status === undefined) takeStatus(progress, message, tag);
  else if (role === 'vasid') message.vasid ??= textOf(progress, tag);
  if (!tag.empty && message.path.length < DEEPEST_PATH) message.path.push(tag.name);
}

/** `Status/StatusCode` is the code; a direct `StatusCode` where there is none; the first of its kind counts. */
function takeCode({ text }: Progress, message: OpenMessage, tag: Tag): void {
  const nested = message.path.length === 1 && message.path[0] === 'Status';
  if (!nested && message.path.length > 0) return;
  if (message.code !== null && (!nested || message.codeIsNested)) return;
  const element = tag.empty ? null : readText(text, tag.end);
  message.code = element ? codeIn(element) : 'invalid';
  message.codeIsNested = nested;
  message.statusAt = element?.lastAt ?? tag.start;
}

function takeStatus({ text }: Progress, message: OpenMessage, tag: Tag): void {
  const element = tag.empty ? null : readText(text, tag.end);
  message.status = element ? statusIn(element) : null;
  message.statusAt = element?.lastAt ?? tag.start;
}

function textOf({ text }: Progress, tag: Tag): string {
  return readText(text, tag.end).value.trim();
}

/** Deeper than any MM7 message; keeps what a hostile one costs bounded. */
const DEEPEST_PATH = 64;

function takeEnd(progress: Progress, tag: Tag): void {
  const { role } = tag;
  const { current } = progress;
  if (current && (tag.name === current.name || isAround(tag.role))) {
    endMessage(progress, { closed: true, at: tag.end });
  } else if (current) {
    leave(current.path, tag.name);
  }
  if (role === 'fault' || (role === 'envelope' && progress.fault)) endFault(progress);
  if (role === 'envelope') endEnvelope(progress, tag.end);
}

/** Ends the innermost element of a name, and with it those in it that were never ended. */
function leave(path: string[], name: string): void {
  if (path.at(-1) === name) path.pop();
  else if (path.includes(name)) path.length = path.lastIndexOf(name);
}

function beginFault(progress: Progress, tag: Tag): void {
  progress.fault = tag.empty ? null : { start: tag.start, messagesBefore: progress.messages.length };
}

function endFault(progress: Progress): void {
  const { fault, messages, bareFaults } = progress;
  if (fault && messages.length === fault.messagesBefore) bareFaults.push(fault.start);
  progress.fault = null;
}

function endEnvelope(progress: Progress, at: number): void {
  if (progress.envelopeStart !== null) progress.spans.push([progress.envelopeStart, at]);
  progress.envelopeStart = null;
}

function endMessage(progress: Progress, { closed, at }: { closed: boolean; at: number }): void {
  const { current } = progress;
  if (!current) return;
  progress.current = null;
  current.closed = closed;
  progress.messages.push(current);
  if (progress.envelopeStart === null) progress.spans.push([current.start, at]);
}

function finish(progress: Progress): Markup {
  const { text, messages, strayAt, bareFaults, spans, current, envelopeStart, crossed } = progress;
  const open = current !== null || envelopeStart !== null;
  endMessage(progress, { closed: false, at: text.length });
  endEnvelope(progress, text.length);
  return { messages, strayAt, bareFaults, spans, open, crossed };
}
