import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { fieldNames } from '#shared/domain/extract/field-names.ts';
import { readPlainly } from '#shared/domain/extract/finding.ts';
import { Reading } from '#shared/domain/extract/reading.ts';
import { lookOver } from '#shared/domain/extract/relevance.ts';
import { startTemplates } from '#shared/domain/extract/templates.ts';
import { tokensOf } from '#shared/domain/extract/tokens.ts';
import type { LogEvent } from '#shared/domain/model.ts';
import { NOON_MS } from '../../builders.ts';
import { hostile } from './arbitraries.ts';

/** An event as a delivery holds it. */
function delivered(message: string, at = 0): LogEvent {
  const written = lookOver(JSON.stringify(message).slice(1, -1));
  return { id: `e${at}`, timestampMs: NOON_MS + at, message, written };
}

/** What varies in a line. */
interface Varying {
  readonly time: string;
  readonly thread: string;
  readonly carrier: string;
  readonly vasid: string;
  readonly subject: string;
  readonly code: string;
  readonly text: string;
}

/** A statement of a program that logs. */
type Statement = (varying: Varying) => string;

const answer: Statement = ({ code, text }) =>
  `<e:Envelope xmlns:e="http://e/"><e:Body><SubmitRsp xmlns="http://m/"><Status><StatusCode>${code}</StatusCode><StatusText>${text}</StatusText></Status></SubmitRsp></e:Body></e:Envelope>`;
const request: Statement = ({ vasid, subject, thread }) =>
  `<SubmitReq><VASID>${vasid}</VASID><Subject>${subject}</Subject><Content href="cid:${thread}"/></SubmitReq>`;

const STATEMENTS: readonly Statement[] = [
  (varying) =>
    `${varying.time} INFO [${varying.thread}] c.e.Client - carrier=${varying.carrier} sent: ${request(varying)} answer: ${answer(varying)}`,
  (varying) =>
    `POST /mm7 HTTP/1.1\r\nX-Gateway-Carrier-Id: ${varying.carrier}\r\nContent-Type: text/xml\r\n\r\n${request(varying)}\r\n${answer(varying)}`,
  (varying) =>
    JSON.stringify({
      time: varying.time,
      thread: varying.thread,
      vasId: varying.vasid,
      carrier: varying.carrier,
      body: answer(varying),
    }),
  (varying) => JSON.stringify({ took: 12, carrier: varying.carrier, body: `\n  ${answer(varying)}` }),
  ({ time, code, text }) =>
    `${time} report <DeliveryReportReq><MMStatus>${text}</MMStatus><StatusText>${code}</StatusText></DeliveryReportReq>`,
  ({ time, thread, carrier, code }) =>
    `${time} mm7 submit answered status_code=${code} tid=${thread} carrier=${carrier}`,
];

const USUAL: Varying = {
  ...{ time: '2026-11-23T09:00:00.014Z', thread: 'exec-3', carrier: '31002', vasid: 'svc-7' },
  ...{ subject: 'Your code is 4711', code: '2568', text: 'Expired' },
};
const usual = {
  time: fc.constantFrom('2026-11-23T09:00:00.014Z', '2026-11-23T21:13:00.999Z'),
  thread: fc.constantFrom('exec-3', 'http-nio-8080-exec-12', '9f3a', '77'),
  carrier: fc.constantFrom('31002', '31003', 'att-1', 'att', '10:15', '10:16'),
  vasid: fc.constantFrom('svc-7', 'news-12', 'bank'),
  subject: fc.constantFrom('Hello', 'Order: 50% off = now [soon]', 'carrier=31009'),
  code: fc.constantFrom('1000', '2568', '3510'),
  text: fc.constantFrom('Success', 'Retrieved', 'Rejected', 'Throttled: try later'),
};
const doubtful = fc.oneof(
  hostile,
  fc.constantFrom(
    '',
    '1234567',
    '02568',
    ' 2568 ',
    '999',
    'null',
    '31002.',
    '&#50;',
    '&lt;',
    '--',
    '--b',
    '"',
    "'",
    '\\',
    '{"a":1}',
  ),
  fc.constantFrom(
    '[',
    '<StatusCode>2001</StatusCode>',
    'statusCode=2001',
    '\r\nContent-Type: text/plain\r\n\r\n',
    '\u001b[31m',
    'ü',
  ),
);
const varying: fc.Arbitrary<Varying> = fc.record(
  Object.fromEntries(
    Object.entries(usual).map(([name, values]) => [
      name,
      fc.oneof({ weight: 12, arbitrary: values }, { weight: 1, arbitrary: doubtful }),
    ]),
  ) as { [Name in keyof Varying]: fc.Arbitrary<string> },
);

describe('lines of a known template', () => {
  test('say what they say when they are read', () => {
    const lines = fc.array(fc.tuple(fc.constantFrom(...STATEMENTS), varying), { minLength: 2, maxLength: 40 });
    const settings = fc.constantFrom(
      DEFAULT_EXTRACT_SETTINGS,
      { ...DEFAULT_EXTRACT_SETTINGS, carrierAliases: new Map([['31002', 'first']]) },
      { ...DEFAULT_EXTRACT_SETTINGS, codeFields: ['took'], carrierFields: ['thread'] },
    );
    fc.assert(
      fc.property(lines, settings, (written, choice) => {
        const own = { ...choice }; // which has no templates yet
        for (const [at, [statement, how]] of written.entries()) {
          const message = statement(how);
          const event = delivered(message, at);
          const read = extract([{ id: event.id, timestampMs: event.timestampMs, message }], own);
          expect(extract([event], own)).toEqual(read);
        }
      }),
      { numRuns: 600 },
    );
  });

  const settings = DEFAULT_EXTRACT_SETTINGS;

  /** Templates that count how often something was read for them. */
  function counting() {
    const counted = { reads: 0 };
    const templates = startTemplates(settings, (event) => {
      counted.reads += 1;
      return readPlainly(event, new Reading(event.message, fieldNames(settings)), settings);
    });
    return { counted, ...templates };
  }

  test.each(STATEMENTS.slice(0, 5).map((statement, at) => [at, statement] as const))(
    'are not read: statement %i',
    (_at, statement) => {
      const { learn, read, counted } = counting();
      learn(delivered(statement(USUAL)));
      const readsToLearn = counted.reads;
      const other = {
        ...USUAL,
        time: '2026-11-24T10:11:12.131Z',
        thread: 'exec-12',
        carrier: '31003',
        vasid: 'svc-81',
      };
      const message = statement({ ...other, subject: 'Re: [all] = 5', code: '3510', text: 'Rejected' });
      const expected = extract([{ id: 'e1', timestampMs: NOON_MS + 1, message }], settings).statuses;
      expect(expected).toHaveLength(1);
      expect(read(delivered(message, 1))).toEqual(expected);
      expect(counted.reads).toBe(readsToLearn);
    },
  );

  test('say their own carrier where it looks like a time', () => {
    const { learn, read } = counting();
    const [statement = () => ''] = STATEMENTS;
    learn(delivered(statement({ ...USUAL, carrier: '10:15' })));
    expect(read(delivered(statement({ ...USUAL, carrier: '11:45' })))).toMatchObject([{ carrier: '11:45' }]);
  });

  test.each<[string, Partial<Varying>]>([
    ['a code of three digits', { code: '256' }],
    ['a code that is a reference', { code: '&#50;568' }],
    ['a service that may be a phone number', { vasid: '12025550123' }],
    ['a carrier at the end of a sentence', { carrier: '31003.' }],
    ['a carrier that is none', { carrier: 'null' }],
    ['a carrier before a colon', { carrier: '10:15:' }],
    ['a quote', { subject: '"' }],
    ['a tag in a text', { subject: '<b>' }],
  ])('are read where there is %s', (_what, how) => {
    const { learn, read } = counting();
    const [statement = () => ''] = STATEMENTS;
    learn(delivered(statement(USUAL)));
    expect(read(delivered(statement(USUAL)))).toHaveLength(1);
    expect(read(delivered(statement({ ...USUAL, ...how })))).toBeNull();
  });

  test('are read where what was learned would have to be guessed', () => {
    const { learn, read } = counting();
    const unsaid = [
      ['no status', request(USUAL)],
      ['an unreadable code', answer({ ...USUAL, code: 'none' })],
      ['two requests', `${request(USUAL)}${request(USUAL)}${answer(USUAL)}`],
      ['a code in no message', `<StatusCode>2568</StatusCode>${answer(USUAL)}`],
      ['a message without an end', answer(USUAL).slice(0, -60)],
      ['words alone', 'mm7 submit answered status_code=2568'],
      ['a comment', `${answer(USUAL)}<!-- 1 -->`],
    ] as const;
    for (const [, message] of unsaid) learn(delivered(message));
    expect(unsaid.filter(([, message]) => read(delivered(message)) !== null).map(([what]) => what)).toEqual([]);
  });

  test('of which none comes again are hardly ever learned', () => {
    const { learn, counted } = counting();
    const forms = 20_000;
    for (let at = 0; at < forms; at++) {
      const word = String(at).replace(/[0-9]/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
      learn(delivered(`${word} ${answer(USUAL)}`));
    }
    expect(counted.reads / forms).toBeLessThan(0.1);
  });

  test('that are learned by the thousand leave room for those that come again', () => {
    const { learn, read } = counting();
    const again = delivered(`again ${answer(USUAL)}`);
    for (let at = 0; at < 5_000; at++) {
      const word = String(at).replace(/[0-9]/g, (digit) => 'abcdefghij'.charAt(Number(digit)));
      learn(delivered(`${word} ${answer(USUAL)}`));
      for (let hit = 0; hit < 20; hit++) if (read(again) === null) learn(again);
    }
    expect(read(again)).toHaveLength(1);
  });
});

describe('tokens of a line', () => {
  test.each(['<', '\\', '"', 'a="', '<a b="', '1:', 'a1 ', '<a>b', '\\\\"', ' ', '="\\', 'xmlns=""', '<a>1 \\', '=:'])(
    'are told in bounded time where it is full of %j',
    (piece) => {
      for (const line of [piece.repeat(16_384 / piece.length), `<a b="${piece.repeat(8_000 / piece.length)}`]) {
        const begun = performance.now();
        tokensOf(line);
        expect(performance.now() - begun).toBeLessThan(1_000);
      }
    },
  );

  /** The parameters of a message as `kind content`. */
  function parametersOf(message: string): string[] | undefined {
    const tokens = tokensOf(JSON.stringify(message).slice(1, -1));
    return tokens?.kinds.map((kind, at) => `${kind} ${tokens.contents[at]}`);
  }

  test.each<[string, string[]]>([
    [
      '2026-11-23T09:00:00.014Z INFO [exec-3] took 12 ms',
      ['instant 2026-11-23T09:00:00.014Z', 'word exec-3', 'digits 12'],
    ],
    ['a=b c1=d2 e9: f', ['value b', 'value d2']],
    ['{"level":"info","took":5,"3":"a b"}', ['value info', 'digits 5']],
    ['<a xmlns:b="http://b/1" c="d 7">e: 9</a>', ['attribute d 7', 'text e: 9']],
    ['<?xml version="1.0"?><a1> </a1>', []],
    ['100% &#50; #7 %3C', ['digits 100']],
  ])('%s', (message, expected) => {
    expect(parametersOf(message)).toEqual(expected);
  });

  test('there are none where what stands there is not repeated from line to line', () => {
    for (const message of ['<!-- 1 -->', '<![CDATA[1]]>', '<a b="', "<a b='1'>", '1 < 2', '\u0001', '\\d']) {
      expect(parametersOf(message)).toBeUndefined();
    }
  });

  test('and pieces make up the line', () => {
    fc.assert(
      fc.property(hostile, (message) => {
        const written = JSON.stringify(message).slice(1, -1);
        const tokens = tokensOf(written);
        if (tokens === null) return;
        expect(tokens.pieces.map((piece, at) => piece + (tokens.contents[at] ?? '')).join('')).toBe(written);
      }),
      { numRuns: 3_000 },
    );
  });
});
