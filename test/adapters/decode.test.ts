import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Delivery, decodeJson, decodePayload, PayloadError } from '#shared/adapters/cloudwatch-logs/decode.ts';
import { gunzip } from '#shared/adapters/cloudwatch-logs/gunzip.ts';
import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { lookOver } from '#shared/domain/extract/relevance.ts';
import type { Written } from '#shared/domain/model.ts';
import { NOON_MS } from '../builders.ts';
import { hostile } from '../domain/extract/arbitraries.ts';
import { mm7 } from '../domain/extract/read.ts';

const AROUND = {
  ...{ messageType: 'DATA_MESSAGE', owner: '123456789012', logGroup: '/mms/gateway', logStream: 'i-1' },
  subscriptionFilters: ['mm7watch'],
};

/** A delivery as CloudWatch Logs writes it. */
function deliveryOf(messages: readonly string[]) {
  const logEvents = messages.map((message, at) => ({
    id: String(at).padStart(56, '3'),
    timestamp: NOON_MS + at,
    message,
  }));
  return { ...AROUND, logEvents };
}

function payloadOf(json: string, level?: number): string {
  return gzipSync(json, { level }).toString('base64');
}

/** What a delivery holds and says, whichever way it was read. */
function readingOf(delivery: Delivery) {
  if (delivery.kind === 'control') return 'control';
  const { events, ...batch } = delivery.batch;
  return {
    batch,
    events: events.map(({ id, timestampMs, message }) => ({ id, timestampMs, message })),
    said: extract(events, DEFAULT_EXTRACT_SETTINGS),
  };
}

/** JSON as others may write it: letters and signs as escapes. */
function escapedJson(json: string): string {
  return json.replace(/[<>SRst]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

describe('a delivery read in pieces says what it says read as a whole', () => {
  const messages = fc.array(fc.oneof(hostile, fc.constant(mm7('SubmitRsp', '2568')), fc.string({ unit: 'binary' })), {
    minLength: 1,
    maxLength: 6,
  });

  test('whatever its messages', () => {
    fc.assert(
      fc.property(messages, (texts) => {
        const json = JSON.stringify(deliveryOf(texts));
        const wellFormed = Buffer.from(json).toString();
        expect(readingOf(decodePayload(payloadOf(json)))).toEqual(readingOf(decodeJson(wellFormed)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('whatever is escaped in them', () => {
    fc.assert(
      fc.property(messages, (texts) => {
        const { logEvents, ...around } = deliveryOf(texts.map((text) => Buffer.from(text).toString()));
        const events = logEvents.map(({ id, timestamp, message }) => {
          return `{"id":"${id}","timestamp":${timestamp},"message":${escapedJson(JSON.stringify(message))}}`;
        });
        const json = `${JSON.stringify(around).slice(0, -1)},"logEvents":[${events.join(',')}]}`;
        expect(readingOf(decodePayload(payloadOf(json)))).toEqual(readingOf(decodeJson(json)));
      }),
      { numRuns: 1_000 },
    );
  });

  const hit = mm7('SubmitRsp', '2568');
  const event = (members: string) => `{${members}}`;
  const id = '"id":"1"';
  const usual = `${id},"timestamp":${NOON_MS},"message":${JSON.stringify(hit)}`;

  test.each([
    ['members of an event in another order', [event(`"message":${JSON.stringify(hit)},"timestamp":${NOON_MS},${id}`)]],
    ['further members of text', [event(`${usual},"extractedFields":"SubmitRsp"`), event(usual)]],
    ['further members of numbers', [event(`${usual},"ingestionTime":1`), event(usual)]],
    ['further members that are objects', [event(`${usual},"extractedFields":{"message":"x"}`), event(usual)]],
    ['ids of other lengths, and empty ones', [event(usual), event(usual.replace('"1"', '""'))]],
    ['blanks between members', [event(usual.replaceAll(',"', ', "')), event(usual)]],
    ['timestamps with a fraction', [event(usual.replace(String(NOON_MS), `${NOON_MS}.0`))]],
    ['empty messages', [event(usual.replace(JSON.stringify(hit), '""')), event(usual)]],
    ['no events', []],
  ])('with %s', (_what, events) => {
    const json = `${JSON.stringify(AROUND).slice(0, -1)},"logEvents":[${events.join(',')}]}`;
    expect(readingOf(decodePayload(payloadOf(json)))).toEqual(readingOf(decodeJson(json)));
  });

  test('of hundreds of events, long ones and letters beyond ASCII among them', () => {
    const long = [hit, 'é'.repeat(40_000), '"},{"id":"'.repeat(9_000), ...Array.from({ length: 3 }, () => hit)];
    const messages = [...Array.from({ length: 400 }, (_, at) => `${hit} ${at} ${'x'.repeat(500)}`), ...long, ...long];
    const json = JSON.stringify(deliveryOf(messages));
    expect(readingOf(decodePayload(payloadOf(json)))).toEqual(readingOf(decodeJson(json)));
  });

  test('that fills the memory in which it is unpacked', () => {
    const MEMORY_BYTES = 16 * 1024 * 1024;
    const payloadWith = (length: number) => payloadOf(JSON.stringify(deliveryOf([`${hit}${'x'.repeat(length)}`])), 1);
    const freeBeside = (payload: string) => {
      const { place } = gunzip(payload);
      return place && MEMORY_BYTES - place.at - place.bytes;
    };
    let length = MEMORY_BYTES - 128 * 1024; // the rest is the decompressor's, and what is packed
    for (let times = 0; times < 2; times++) length += (freeBeside(payloadWith(length)) ?? 0) - 64;
    const free = Array.from({ length: 10 }, (_, at) => {
      const payload = payloadWith(length + 9 * at);
      expect(readingOf(decodePayload(payload))).toMatchObject({ said: { statuses: [{ code: 2568 }] } });
      return freeBeside(payload);
    });
    expect(free.some((bytes) => bytes !== null && bytes < 18)).toBe(true); // less than is looked at beyond an offset
    expect(free.at(-1)).toBeNull();
  });

  test('with members after the events', () => {
    const { logEvents, ...around } = deliveryOf([hit, hit]);
    const json = JSON.stringify({ logEvents, ...around });
    expect(readingOf(decodePayload(payloadOf(json)))).toEqual(readingOf(decodeJson(json)));
  });
});

describe('what is told of a message without reading it', () => {
  /** What was seen of each message, with offsets in the message; null for one that was read. */
  function seenIn(json: string) {
    const delivery = decodePayload(payloadOf(json));
    return delivery.kind === 'control' ? [] : delivery.batch.events.map(({ written }) => written && inItself(written));
  }

  function inItself({ text, from, to, signAt, isMarked }: Written) {
    return { text: text.slice(from, to), signAt: signAt === null ? null : signAt - from, isMarked };
  }

  const expected = (message: string) => inItself(lookOver(JSON.stringify(message).slice(1, -1)));
  const wellFormed = (message: string) => Buffer.from(message).toString();

  test('is what can be told of it alone', () => {
    const pieces = [
      'mm7',
      'Status',
      'mMs',
      'MMC',
      'must',
      'm',
      't',
      '<',
      '&',
      '%',
      '\\',
      '\\\\',
      '"',
      '\n',
      '\u0001',
      'é',
      '€',
      '𝄞',
      ' ',
    ];
    const message = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 20 })));
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 4 }), (written) => {
        const messages = written.map((words) => wellFormed(words.join('')));
        expect(seenIn(JSON.stringify(deliveryOf(messages)))).toEqual(messages.map(expected));
      }),
      { numRuns: 1_000 },
    );
  });

  test.each(['', 'é', '€', '𝄞', '\\', '"', 'é𝄞'])(
    'wherever in it a sign, a mark and the end stand behind %j',
    (before) => {
      const messages = ['mm7', 'STATUS', '<', '\u0001', ''].flatMap((what) =>
        Array.from({ length: 40 }, (_, at) => `${before}${'.'.repeat(at)}${what}`),
      );
      expect(seenIn(JSON.stringify(deliveryOf(messages)))).toEqual(messages.map(expected));
    },
  );

  test('in a delivery of a log group beyond ASCII', () => {
    const { logEvents, ...around } = deliveryOf(['mm7', 'ok']);
    const json = JSON.stringify({ ...around, logGroup: '/é/𝄞', logStream: '€', logEvents });
    expect(seenIn(json)).toEqual(['mm7', 'ok'].map(expected));
  });

  test('is nothing where bytes are no UTF-8, which is read as ever', () => {
    const json = Buffer.from(JSON.stringify(deliveryOf(['a?b mm7', 'ok'])));
    json[json.indexOf('?')] = 0xff;
    const delivery = decodePayload(gzipSync(json).toString('base64'));
    const events = delivery.kind === 'batch' ? delivery.batch.events : [];
    expect(events.map(({ message, written }) => [message, written])).toEqual([
      ['a\ufffdb mm7', undefined],
      ['ok', undefined],
    ]);
  });
});

describe('a delivery that is none is refused as one', () => {
  const whole = JSON.stringify(deliveryOf(['a', 'b']));

  test.each([
    ['an event without an id', whole.replace(/"id":"[0-9]+",/, '')],
    ['an event without a timestamp', whole.replace(/"timestamp":[0-9]+,/, '')],
    ['a message that is no text', whole.replace('"a"', '1')],
    ['the end missing', whole.slice(0, -1)],
    ['an unknown type', whole.replace('DATA_MESSAGE', 'OTHER')],
    ['no log group', whole.replace('"logGroup":"/mms/gateway",', '')],
    ['text that is no JSON', 'mm7'],
  ])('%s', (_what, json) => {
    expect(() => decodePayload(payloadOf(json))).toThrow(PayloadError);
  });

  test('an event that is broken far behind the first', () => {
    const json = JSON.stringify(deliveryOf(Array.from({ length: 400 }, () => 'x'.repeat(500))));
    const at = json.lastIndexOf('"timestamp"');
    expect(() => decodePayload(payloadOf(`${json.slice(0, at)}"when${json.slice(at + 5)}`))).toThrow(PayloadError);
  });

  test('a message whose escapes are none is refused when it is read, before anything is stored', () => {
    const broken = whole.replace('"a"', '"\\x status"');
    expect(() => readingOf(decodePayload(payloadOf(broken)))).toThrow(PayloadError);
  });

  test('a control message holds no events', () => {
    const json = JSON.stringify({ ...deliveryOf(['CWL CONTROL MESSAGE']), messageType: 'CONTROL_MESSAGE' });
    expect(decodePayload(payloadOf(json))).toEqual({ kind: 'control' });
  });
});
