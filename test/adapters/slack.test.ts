import { describe, expect, test } from 'vitest';
import type { Post, PostAnswer } from '#shared/adapters/post.ts';
import { postAsBot, postToSlack } from '#shared/adapters/slack.ts';

const MESSAGE = { title: 'ALERT: 2568 <svc-7>', text: 'since 10:42 & going on' };
const BOT = { token: 'xoxb-secret', channel: 'C0123456789' };
const WEBHOOK = 'https://hooks.slack.com/services/T0/B0/secret';

/** A server that gives one answer and keeps what it was asked. */
function serverThatAnswers(answer: PostAnswer) {
  const asked: Parameters<Post>[] = [];
  const post: Post = async (...request) => {
    asked.push(request);
    return answer;
  };
  return { asked, post };
}
const unreachable: Post = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));

describe('a webhook', () => {
  test('is sent title and text, escaped', async () => {
    const { asked, post } = serverThatAnswers({ status: 200, text: 'ok' });
    await postToSlack(WEBHOOK, MESSAGE, post);
    expect(asked).toEqual([[WEBHOOK, { text: '*ALERT: 2568 &lt;svc-7&gt;*\nsince 10:42 &amp; going on' }]]);
  });

  test.each([
    [{ status: 404, text: 'no_service' }, 'Slack answered 404 no_service; make a new webhook'],
    [{ status: 429, text: '' }, 'Slack answered 429 ; it is tried again'],
  ])('that answers %j is told with the remedy and without its address', async (answer, message) => {
    const sending = postToSlack(WEBHOOK, MESSAGE, serverThatAnswers(answer).post);
    await expect(sending).rejects.toThrow(message);
    await expect(sending).rejects.not.toThrow('hooks.slack.com');
  });

  test('that cannot be reached is told', async () => {
    await expect(postToSlack(WEBHOOK, MESSAGE, unreachable)).rejects.toThrow('could not be reached');
  });
});

describe('a bot', () => {
  test('writes to its channel, under its token', async () => {
    const { asked, post } = serverThatAnswers({ status: 200, text: '{"ok":true}' });
    await postAsBot(BOT, MESSAGE, post);
    expect(asked).toMatchObject([
      ['https://slack.com/api/chat.postMessage', { channel: 'C0123456789' }, { authorization: 'Bearer xoxb-secret' }],
    ]);
  });

  test.each([
    [{ status: 200, text: '{"ok":false,"error":"not_in_channel"}' }, 'Slack answered not_in_channel; look at the bot'],
    [{ status: 503, text: '' }, 'Slack answered 503; it is tried again'],
  ])('that is answered %j is told with the remedy', async (answer, message) => {
    await expect(postAsBot(BOT, MESSAGE, serverThatAnswers(answer).post)).rejects.toThrow(message);
  });
});
