import { createHmac, timingSafeEqual } from 'node:crypto';

/** What Slack sends beside a request's body. */
export interface SlackSignature {
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** Older requests may be repeats of what somebody overheard. */
const MOST_AGE_MS = 5 * 60_000;

/**
 * Whether a request is Slack's: its signature over the bytes as they came, and its age (docs.slack.dev/authentication/verifying-requests-from-slack).
 * @param body the raw bytes, before anything has read them
 */
export function isFromSlack(
  body: Buffer,
  { timestamp, signature }: SlackSignature,
  { signingSecret, nowMs }: { readonly signingSecret: string; readonly nowMs: number },
): boolean {
  if (timestamp === undefined || signature === undefined || !/^[0-9]{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - 1000 * Number(timestamp)) > MOST_AGE_MS) return false;
  const wanted = Buffer.from(signatureOf(body, timestamp, signingSecret));
  const got = Buffer.from(signature);
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}

/** `v0=` and the HMAC of version, timestamp and body. */
export function signatureOf(body: Buffer, timestamp: string, signingSecret: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest('hex')}`;
}
