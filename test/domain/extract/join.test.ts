import { describe, expect, test } from 'vitest';
import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { logEvent, NOON_MS } from '../../builders.ts';
import { extractFrom, mm7 } from './read.ts';

const told = (messages: readonly string[]) => {
  const { statuses, defects, openFrom } = extractFrom(messages);
  return {
    statuses: statuses.map(({ eventId, kind, code, status }) => `${eventId} ${kind} ${code ?? status}`),
    defects: defects.map(({ eventId, defect }) => `${eventId} ${defect}`),
    openFrom,
  };
};
const linesOf = (name: string, code: string, prefix = '') =>
  [`<${name}>`, '  <Status>', `    <StatusCode>${code}</StatusCode>`, '  </Status>', `</${name}>`].map(
    (line) => prefix + line,
  );
const nothing = { statuses: [], defects: [], openFrom: null };

describe('a message over several events', () => {
  test('one line an event', () => {
    expect(told(linesOf('SubmitRsp', '2568'))).toEqual({ ...nothing, statuses: ['e3 submit 2568'] });
  });

  test.each(['[req-a1] ', '2026-03-16 10:20:04 [2550] [4] INFO: ', '2026-03-16T10:20:04Z DEBUG [http-1] c.e.G - '])(
    'one line an event, each with %s before it',
    (prefix) => {
      expect(told(linesOf('CancelRsp', '1000', prefix)).statuses).toEqual(['e3 cancel 1000']);
    },
  );

  test('one line an event, each in JSON', () => {
    const messages = linesOf('SubmitRsp', '2568').map((log) => JSON.stringify({ log: `${log}\n`, stream: 'stdout' }));
    expect(told(messages).statuses).toEqual(['e3 submit 2568']);
  });

  test('a code on a line of its own', () => {
    expect(told(['<SubmitRsp>', '<StatusCode>', '  2568', '</StatusCode>', '</SubmitRsp>']).statuses).toEqual([
      'e3 submit 2568',
    ]);
  });

  test.each(['10:20:04.123 [exec-1] DEBUG c.e.G - ', '[exec-1] '])(
    'a code on a line of its own, each with %s before it',
    (prefix) => {
      const lines = ['<SubmitRsp>', '  <StatusCode>', '    2568', '  </StatusCode>', '</SubmitRsp>'];
      expect(told(lines.map((line) => prefix + line)).statuses).toEqual(['e3 submit 2568']);
    },
  );

  test('numbers of other lines are not taken for a code on a line of its own', () => {
    const lines = [
      'INFO <SubmitRsp>',
      'INFO <StatusCode>',
      'INFO took 1000',
      'INFO 2568',
      'INFO </StatusCode></SubmitRsp>',
    ];
    expect(told(lines).statuses).toEqual(['e4 submit 2568']);
  });

  const whole = `2026-03-16T10:20:04Z INFO answer <Envelope><Body>${mm7('SubmitRsp', '2568', 'mm7:')}</Body></Envelope>`;
  test.each(Array.from({ length: whole.length - 60 }, (_, index) => index + 45))(
    'cut by a shipper after %d characters',
    (at) => {
      const { statuses, defects } = extractFrom([whole.slice(0, at), whole.slice(at)]);
      expect([statuses.map(({ code }) => code), defects]).toEqual([[2568], []]);
    },
  );

  const entities = (text: string) => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  test.each([
    ['entities', entities(whole)],
    ['entities of entities', entities(whole).replaceAll('&', '&amp;')],
    ['percent-encoding', encodeURIComponent(whole)],
    ['escapes of JSON', JSON.stringify({ msg: whole }).replaceAll('<', '\\u003c').replaceAll('/', '\\/')],
  ])('cut by a shipper anywhere in its %s', (_what, wrapped) => {
    const from = wrapped.indexOf('SubmitRsp') + 20;
    for (let at = from; at < wrapped.length - 60; at++) {
      const { statuses } = extractFrom([wrapped.slice(0, at), wrapped.slice(at)]);
      expect([at, statuses.map(({ code }) => code)]).toEqual([at, [2568]]);
    }
  });

  test.each([
    [
      'in entities',
      '&lt;SubmitRsp x',
      '=&quot;',
      '1&quot;&gt;&lt;StatusCode&gt;2568&lt;/StatusCode&gt;&lt;/SubmitRsp&gt;',
    ],
    ['in percents', 'x=%3CSubmitRsp%3E%3Cmm', '7%3ASta', 'tus%3E%3CStatusCode%3E2568%3C/StatusCode%3E%3C/SubmitRsp%3E'],
    [
      'within escapes',
      'x=%3CSubmitRsp%3E%3CMM7Version%3E6',
      '0%',
      '3C/MM7Version%3E%3CStatusCode%3E2568%3C/StatusCode%3E%3C/SubmitRsp%3E',
    ],
    ['in CDATA', '<SubmitRsp><StatusCode><![C', 'DATA', '[2568]]></StatusCode></SubmitRsp>'],
    [
      'of one escape',
      '&lt;SubmitRsp&gt;&lt;Status&gt;&l',
      't;S',
      'tatusCode&gt;2568&lt;/StatusCode&gt;&lt;/Status&gt;&lt;/SubmitRsp&gt;',
    ],
    [
      'in a text',
      '<SubmitRsp><Status><StatusText>a',
      'b</Stat',
      'usText><StatusCode>2568</StatusCode></Status></SubmitRsp>',
    ],
    [
      'with a letter and a digit',
      '<SubmitRsp><MessageID>a',
      'b',
      '3e </MessageID><StatusCode>2568</StatusCode></SubmitRsp>',
    ],
  ])('cut to short pieces %s', (_what, ...pieces) => {
    expect(told(pieces).statuses).toEqual(['e3 submit 2568']);
  });

  test.each([
    ['an envelope', '<Envelope xmlns="urn:x', `"><Body>${mm7('SubmitRsp', '2568')}</Body></Envelope>`],
    [
      'a message',
      '<mm7:SubmitRsp',
      ' xmlns:mm7="urn:x"><Status><StatusCode>2568</StatusCode></Status></mm7:SubmitRsp>',
    ],
  ])('cut in the first tag of %s', (_what, first, rest) => {
    expect(told([first, rest]).statuses).toEqual(['e2 submit 2568']);
  });

  test('a Fault without an answer', () => {
    const lines = ['<S:Envelope>', '<TransactionID>t</TransactionID>', '<S:Fault>', '</S:Fault>', '</S:Envelope>'];
    expect(told(lines).statuses).toEqual(['e3 transport null']);
  });

  test('lines of other kinds between them are passed over', () => {
    const [first = '', ...rest] = linesOf('SubmitRsp', '2568');
    expect(told([first, '2026-03-16T10:20:04Z INFO GET /health 3520', ...rest]).statuses).toEqual(['e4 submit 2568']);
  });

  test('a whole message between them is one of its own', () => {
    const [first = '', ...rest] = linesOf('SubmitRsp', '2568');
    expect(told([first, mm7('DeliverRsp', '1000'), ...rest]).statuses).toEqual(['e2 ack 1000', 'e4 submit 2568']);
  });
});

describe('messages that interleave', () => {
  test('are kept apart by ids at the start of the line', () => {
    const [a, b] = [linesOf('SubmitRsp', '2568', '[a] '), linesOf('DeliverRsp', '1000', '[b] ')];
    const mixed = a.flatMap((line, index) => [line, b[index] ?? '']);
    expect(told(mixed).statuses).toEqual(['e5 submit 2568', 'e6 ack 1000']);
  });

  test.each([
    ['2026-03-16T10:20:04Z\t6bf5b1c0-0001-4a3f\tINFO\t', '2026-03-16T10:20:04Z\t6bf5b1c0-0002-4a3f\tINFO\t'],
    ['req-1: ', 'req-2: '],
    ['2026-03-16 10:20:04,123 | pool-1-thread-1 | INFO | ', '2026-03-16 10:20:04,123 | pool-1-thread-2 | INFO | '],
    ['10:20:04.123 exec-1 DEBUG c.e.Gateway - ', '10:20:04.123 exec-2 DEBUG c.e.Gateway - '],
    ['10:20:04 "exec-1" INFO ', '10:20:04 "exec-2" INFO '],
    ['10:20:04,123 INFO  [c.e.Gateway] (default task-1) ', '10:20:04,123 INFO  [c.e.Gateway] (default task-2) '],
    ['16-Mar-2026 10:20:04.123 INFO [exec-1] ', '16-Mar-2026 10:20:04.123 INFO [exec-2] '],
    ['x-request-id: exec-1 ', 'x-request-id: exec-2 '],
    ['<13>Mar 16 10:20:04 host gw[77]: [exec-1] ', '<13>Mar 16 10:20:04 host gw[77]: [exec-2] '],
    ['[10:20:04.123] [took 12 ms] [exec-1] ', '[10:20:04.123] [took 7 ms] [exec-2] '],
  ])('are kept apart by ids as in %s', (one, other) => {
    const [a, b] = [linesOf('SubmitRsp', '2568', one), linesOf('SubmitRsp', '1000', other)];
    const mixed = a.flatMap((line, index) => [line, b[index] ?? '']);
    expect(told(mixed).statuses).toEqual(['e5 submit 2568', 'e6 submit 1000']);
  });

  test('are kept apart by fields of JSON', () => {
    const wrap = (requestId: string, lines: readonly string[]) =>
      lines.map((msg) => JSON.stringify({ requestId, msg }));
    const [a, b] = [wrap('a', linesOf('SubmitRsp', '2568')), wrap('b', linesOf('DeliverRsp', '1000'))];
    const mixed = a.flatMap((line, index) => [line, b[index] ?? '']);
    expect(told(mixed).statuses).toEqual(['e5 submit 2568', 'e6 ack 1000']);
  });

  test.each([
    ['of two kinds', 'SubmitRsp', 'CancelRsp'],
    ['of one kind', 'SubmitRsp', 'SubmitRsp'],
  ])('%s give no code where nothing tells them apart', (_what, one, other) => {
    const [a, b] = [linesOf(one, '2568'), linesOf(other, '1000')];
    const { statuses, defects } = told(a.flatMap((line, index) => [line, b[index] ?? '']));
    expect(statuses).toEqual([]);
    expect(defects.every((defect) => defect.endsWith('unattributed'))).toBe(true);
    expect(defects.length).toBeGreaterThan(0);
  });
});

describe('what is left open', () => {
  test('is cut off, and tells from which event on to read again', () => {
    expect(told(['x', '<SubmitRsp>', '<Status>'])).toEqual({ statuses: [], defects: ['e2 truncated'], openFrom: 1 });
  });

  test('is given up after a while, and what comes then is not taken for its rest', () => {
    const late = extract(
      [
        logEvent({ id: 'e1', message: '<SubmitRsp>' }),
        logEvent({ id: 'e2', timestampMs: NOON_MS + 60_000, message: '<StatusCode>2568</StatusCode></SubmitRsp>' }),
      ],
      DEFAULT_EXTRACT_SETTINGS,
    );
    expect(late.statuses).toEqual([]);
    expect(late.defects.map(({ eventId, defect }) => `${eventId} ${defect}`)).toEqual([
      'e1 truncated',
      'e2 unattributed',
    ]);
  });

  test('a code in no message is unattributed', () => {
    expect(told(['started', '  <StatusCode>2568</StatusCode>', 'done'])).toEqual({
      ...nothing,
      defects: ['e2 unattributed'],
    });
  });
});
