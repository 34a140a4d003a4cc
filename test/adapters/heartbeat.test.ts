import { expect, test } from 'vitest';
import { heartbeatTo } from '#shared/adapters/heartbeat.ts';
import type { Post } from '#shared/adapters/post.ts';

const answering =
  (status: number): Post =>
  async () => ({ status, text: '' });
const unreachable: Post = () => Promise.reject(new Error('no route'));

test.each([
  ['is taken', 'https://beat.example', answering(200), 'taken'],
  ['is not taken where the address refuses it', 'https://beat.example', answering(404), 'not-taken'],
  ['is not taken where nobody can be reached', 'https://beat.example', unreachable, 'not-taken'],
  ['is not sent where nobody listens', '', unreachable, 'taken'],
])('a heartbeat %s', async (_what, url, post, outcome) => {
  expect(await heartbeatTo(url, 'mm7watch', post)()).toBe(outcome);
});
