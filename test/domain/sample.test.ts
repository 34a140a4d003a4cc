import { expect, test } from 'vitest';
import { extract } from '#shared/domain/extract/extract.ts';
import { DEFAULT_EXTRACT_SETTINGS } from '#shared/domain/extract/extraction.ts';
import { samplesOf } from '#shared/domain/sample.ts';
import { logEvent, NOON_MS } from '../builders.ts';
import { SECRET_FIELDS, SECRETS, secretsIn } from '../privacy/secrets.ts';

const UUID = '0b9c1c1e-7f61-4a55-9d6c-2f1a6a0f3c11';
const samplesIn = (...messages: string[]) => {
  const events = messages.map((message, index) => logEvent({ id: `e${index}`, message, timestampMs: NOON_MS + index }));
  return samplesOf(events, extract(events, DEFAULT_EXTRACT_SETTINGS));
};
const soap = (code: number, transactionId: string, messageId: string) =>
  `<env:Envelope><env:Header><mm7:TransactionID env:mustUnderstand="1">${transactionId}</mm7:TransactionID></env:Header><env:Body><mm7:SubmitRsp><mm7:Status><mm7:StatusCode>${code}</mm7:StatusCode></mm7:Status><mm7:MessageID>${messageId}</mm7:MessageID></mm7:SubmitRsp></env:Body></env:Envelope>`;

test('a failed submit is named by its transaction and its message, from markup and from fields', () => {
  expect(samplesIn(soap(2568, 't-77', UUID))).toMatchObject([
    { code: 2568, transactionId: 't-77', messageId: UUID, atMs: NOON_MS },
  ]);
  expect(samplesIn('mm7 submit answered status_code=3520 tid=ab-12 vasid=svc-1 carrier=31002')).toEqual([
    { atMs: NOON_MS, code: 3520, vasid: 'svc-1', carrier: '31002', transactionId: 'ab-12', messageId: null },
  ]);
  expect(
    samplesIn(JSON.stringify({ event: 'submit', statusCode: 2568, transactionId: 'x9', messageId: 'm1' })),
  ).toMatchObject([{ transactionId: 'x9', messageId: 'm1' }]);
});

test.each([
  ['a phone number', '15551234567'],
  ['one with a plus', '+15551234567'],
  ['one within', 'mms-15551234567-1'],
  ['one with separators', '555-123-4567'],
  ['one with dots', 'a.555.123.4567'],
  ['an address', 'ada@example.com'],
  ['markup', '&lt;b&gt;'],
])('an id that is or may hold %s is not kept', (_what, id) => {
  expect(samplesIn(soap(2568, id, 'mid-1'))).toMatchObject([{ transactionId: null, messageId: 'mid-1' }]);
  expect(samplesIn(soap(2568, id, id))).toEqual([]);
});

test('successes give none, each minute, code and pair gives one, and a delivery a few', () => {
  const failed = (index: number, vasid: string) =>
    `mm7 submit answered status_code=2568 tid=t${index} vasid=${vasid} carrier=31002`;
  expect(samplesIn('mm7 submit answered status_code=1000 tid=t1 vasid=svc-1')).toEqual([]);
  expect(samplesIn(failed(1, 'svc-1'), failed(2, 'svc-1'), failed(3, 'svc-2'))).toHaveLength(2);
  expect(samplesIn(...Array.from({ length: 60 }, (_, index) => failed(index, `svc-${index}`)))).toHaveLength(20);
});

test('nothing that stands in logs and may stand nowhere else is kept', () => {
  const line = `mm7 submit answered status_code=2568 mid=+${SECRETS.phone} tid=t-1 vasid=svc-1 ${SECRET_FIELDS}`;
  const samples = samplesIn(line, soap(3520, `x${SECRETS.phone}`, 'mid-2'));
  expect(samples).toHaveLength(2);
  expect(secretsIn(JSON.stringify(samples))).toEqual([]);
});
