import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain } from '#shared/domain/extract/explain.ts';
import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { logEvent } from '../../builders.ts';
import { hostile } from './arbitraries.ts';
import { extractFrom, mm7, saidBy } from './read.ts';

const message = fc.constantFrom(
  mm7('SubmitRsp', '2568'),
  mm7('RSErrorRsp', '3520', 'ns1:'),
  mm7('DeliveryReportRsp', '1000'),
  '<DeliveryReportReq><MMStatus>Expired</MMStatus></DeliveryReportReq>',
  `<e:Envelope><e:Body><e:Fault><detail>${mm7('RSErrorRsp', '2550')}</detail></e:Fault></e:Body></e:Envelope>`,
);
const wrapper = fc.constantFrom<(text: string) => string>(
  (text) => `2026-03-16T10:20:04Z INFO [http-1] c.e.G - ${text}`,
  (text) => `Mar 16 10:20:04 host sender[25]: ${text}`,
  (text) => `HTTP/1.1 200 OK\r\nContent-Length: 2568\r\n\r\n${text}`,
  (text) => JSON.stringify({ level: 'info', body: text, took: 3520 }),
  (text) => JSON.stringify({ a: [{ b: text }] }),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  (text) => encodeURIComponent(text),
);
const noise = fc
  .array(
    fc.constantFrom(
      '2026-03-16T10:20:04Z',
      'INFO',
      'port 2568',
      'took 3520 ms',
      'GET /health 200',
      '<html>',
      'user 1000',
      '{"depth":2550}',
      'ok',
    ),
  )
  .map((words) => words.join(' '));

describe('extraction', () => {
  test('never throws, whatever the batch', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 8 }), (messages) => void extractFrom(messages)),
      { numRuns: 2_000 },
    );
  });

  test('a message says the same in any sequence of wrappers', () => {
    fc.assert(
      fc.property(message, fc.array(wrapper, { maxLength: 5 }), (bare, wrappers) => {
        const wrapped = wrappers.reduce((text, wrap) => wrap(text), bare);
        expect(saidBy(wrapped)).toEqual(saidBy(bare));
      }),
      { numRuns: 1_000 },
    );
  });

  test('two messages in one event say what both say', () => {
    fc.assert(
      fc.property(message, message, fc.constantFrom('', '\n', ' and '), (one, other, between) => {
        expect(saidBy(one + between + other)).toEqual([...saidBy(one), ...saidBy(other)]);
      }),
    );
  });

  test('what is passed over says nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(hostile, noise), { maxLength: 5 }), (messages) => {
        const events = messages.map((message, at) => logEvent({ id: `e${at}`, message }));
        const all = extract(events, DEFAULT_EXTRACT_SETTINGS, () => true);
        expect(extract(events, DEFAULT_EXTRACT_SETTINGS)).toEqual(all);
      }),
      { numRuns: 2_000 },
    );
  });

  test('noise says nothing', () => {
    fc.assert(
      fc.property(noise, (text) => {
        expect(extractFrom([text])).toEqual({ statuses: [], defects: [], openFrom: null });
      }),
    );
  });

  test('gives no run of seven digits but a carrier’s own id, and no VASPID', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (messages) => {
        const { statuses, defects } = extractFrom(messages);
        const told = JSON.stringify([
          statuses.map(({ carrier: _, timestampMs: __, ...status }) => status),
          defects.map(({ shape }) => shape),
        ]);
        expect(told).not.toMatch(/(?!0{7})[0-9]{7}/); // a shape has zeros for digits
      }),
      { numRuns: 1_000 },
    );
    const withKey = `<SubmitReq><VASPID>vk5de0xawn</VASPID><VASID>svc-7</VASID></SubmitReq>${mm7('SubmitRsp', '2568')}`;
    expect(JSON.stringify([extractFrom([withKey]), explain(withKey, DEFAULT_EXTRACT_SETTINGS)])).not.toContain(
      'vk5de0xawn',
    );
  });

  test('an explanation holds no text of the event', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(JSON.stringify(explain(text, DEFAULT_EXTRACT_SETTINGS).elements)).not.toMatch(/[0-9]{7}/);
      }),
    );
  });
});
