import { expect, test } from 'vitest';
import { extractFrom, mm7 } from './read.ts';

const MIB = 1024 * 1024;
const fill = (text: string) => text.repeat(Math.ceil(MIB / text.length)).slice(0, MIB);

/** Where linear work takes some tens of milliseconds, quadratic work takes minutes. */
const BOUND_MS = 5_000;

test.each([
  ['nothing but <', fill('<')],
  ['nothing but </', fill('</')],
  ['unfinished tags', fill('<SubmitRsp a="')],
  ['unfinished comments', fill('<!-- ')],
  ['unfinished CDATA', fill('<![CDATA[')],
  ['declarations', fill('<!x>')],
  ['declarations with subsets', fill('<!DOCTYPE [')],
  ['starts of messages', fill('<SubmitRsp>')],
  ['starts of elements within a message', `<SubmitRsp>${fill('<Status>')}`],
  ['stray codes', fill('<StatusCode>2568</StatusCode>')],
  ['codes without end', fill('<SubmitRsp><StatusCode>')],
  ['requests with a VASID each', fill('<SubmitReq><VASID>a</VASID></SubmitReq>')],
  ['a bomb of entities', `<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&a;">]>${fill('&a;')}`],
  ['ampersands', fill('&amp;')],
  ['deep escapes', fill('&amp;amp;amp;lt;')],
  ['percent signs', fill('%253C')],
  ['backslashes', fill('\\')],
  ['escaped quotes', fill('\\"')],
  ['opening braces', fill('{')],
  ['opening brackets', fill('[{')],
  ['deep JSON', fill('{"a":')],
  ['deep arrays', fill('["a",')],
  ['many small objects', fill('{"a":"<b"}')],
  ['many objects with messages', fill(`{"a":"${mm7('SubmitRsp', '2568')}"}`)],
  ['objects that break off', fill('{"a"x')],
  ['strings without end', fill('{"a":"')],
  ['equals signs', fill('=')],
  ['fields', fill('a=b ')],
  ['long names', fill('abcdefghijklmnopqrstuvwxyz')],
  ['colons', fill('{a: ')],
  ['HTTP', fill('mm7 http ')],
  ['HTTP words', fill('mm7 http status code status code ')],
  ['request lines', fill('mm7 GET /')],
  ['brackets of Mbuni', fill('Sent to MM code=[1000')],
  ['lone surrogates', fill('\ud800<\udc00')],
  ['names of the prototype', fill('{"__proto__":"constructor","statusCode":2568}')],
  ['blanks', fill(' ')],
  ['zeros', `<SubmitRsp><StatusCode>${fill('0')}`],
])('%s: a megabyte ends in time', (_what, message) => {
  const beganMs = performance.now();
  extractFrom([message]);
  expect(performance.now() - beganMs).toBeLessThan(BOUND_MS);
});

test('thousands of events that each leave a message open end in time', () => {
  const beganMs = performance.now();
  extractFrom(Array.from({ length: 10_000 }, () => `<Envelope><SubmitRsp>${'x'.repeat(900)}`));
  expect(performance.now() - beganMs).toBeLessThan(BOUND_MS);
});

test('a bad event costs no other', () => {
  const { statuses } = extractFrom(['\\u00zz %zz &#xzz; \ud800', mm7('SubmitRsp', '2568'), '{"__proto__":1}']);
  expect(statuses.map(({ eventId, code }) => [eventId, code])).toEqual([['e2', 2568]]);
});
