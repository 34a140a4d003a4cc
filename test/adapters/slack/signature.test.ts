import { expect, test } from 'vitest';
import { isFromSlack, signatureOf } from '#shared/adapters/slack/signature.ts';
import { NOON_MS } from '../../builders.ts';

/** The worked example of Slack's own documentation. */
const DOCUMENTED = {
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  body: 'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
};

test('the signature is that of the documented example', () => {
  const { body, timestamp, signingSecret, signature } = DOCUMENTED;
  expect(signatureOf(Buffer.from(body), timestamp, signingSecret)).toBe(signature);
});

const signingSecret = 'a-secret';
const timestamp = String(NOON_MS / 1000);
const body = Buffer.from('payload=%7B%7D');
const signature = signatureOf(body, timestamp, signingSecret);

test.each([
  ['as Slack sent it', body, { timestamp, signature }, 0, true],
  ['with a byte changed', Buffer.from('payload=%7B%7E'), { timestamp, signature }, 0, false],
  ['that is re-encoded', Buffer.from('payload={}'), { timestamp, signature }, 0, false],
  ['with a byte that is no text', Buffer.concat([body, Buffer.from([0xff])]), { timestamp, signature }, 0, false],
  ['without a signature', body, { timestamp, signature: undefined }, 0, false],
  ['without a timestamp', body, { timestamp: undefined, signature }, 0, false],
  ['with a shorter signature', body, { timestamp, signature: signature.slice(0, -1) }, 0, false],
  ['with another timestamp', body, { timestamp: String(NOON_MS / 1000 + 1), signature }, 0, false],
  ['with a timestamp that is none', body, { timestamp: '1e3', signature }, 0, false],
  ['of almost five minutes ago', body, { timestamp, signature }, 299_000, true],
  ['of more than five minutes ago', body, { timestamp, signature }, 301_000, false],
  ['of the future', body, { timestamp, signature }, -301_000, false],
])('a request %s: %#', (_what, bytes, sent, laterMs, isTaken) => {
  expect(isFromSlack(bytes, sent, { signingSecret, nowMs: NOON_MS + laterMs })).toBe(isTaken);
});

test('a request that is signed with another secret is refused', () => {
  expect(isFromSlack(body, { timestamp, signature }, { signingSecret: 'another', nowMs: NOON_MS })).toBe(false);
});
