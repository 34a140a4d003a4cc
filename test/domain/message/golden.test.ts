import { describe, expect, test } from 'vitest';
import { attributesOf, bodyOf } from '#shared/domain/message/body.ts';
import { chatMessageOf } from '#shared/domain/message/chat.ts';
import { emailOf, subjectOf } from '#shared/domain/message/email.ts';
import { digestOf } from '#shared/domain/message/slack/digest.ts';
import { liveMessageOf, slackMessageOf, threadMessageOf } from '#shared/domain/message/slack/message.ts';
import { TELLING_EPISODES, TOLD } from '../../telling-episodes.ts';

const GOLDEN = '../../fixtures/messages';
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

describe.each(Object.entries(TELLING_EPISODES))('%s reads as it is written down', (name, notification) => {
  const body = bodyOf(notification, TOLD);

  test('in a mail', async () => {
    const mail = `Subject: ${subjectOf(body)}\n\n${emailOf(body)}\n`;
    await expect(mail).toMatchFileSnapshot(`${GOLDEN}/${name}.mail.txt`);
  });

  test('for programs', async () => {
    await expect(json({ attributes: attributesOf(notification), body })).toMatchFileSnapshot(
      `${GOLDEN}/${name}.sns.json`,
    );
  });

  test('in chat by Amazon Q', async () => {
    const message = chatMessageOf(body, attributesOf(notification));
    await expect(json(message)).toMatchFileSnapshot(`${GOLDEN}/${name}.amazon-q.json`);
  });

  test('in Slack: as one message, as the message that is edited, in its thread', async () => {
    const messages = {
      webhook: slackMessageOf(body, { buttons: true }),
      live: liveMessageOf(body, { buttons: true }),
      thread: threadMessageOf(body),
    };
    await expect(json(messages)).toMatchFileSnapshot(`${GOLDEN}/${name}.slack.json`);
  });
});

test('all of them in one digest read as it is written down', async () => {
  const bodies = Object.values(TELLING_EPISODES).map((notification, at) => {
    const body = bodyOf(notification, TOLD);
    return { ...body, episode: { ...body.episode, id: `${body.episode.id}-${at}` } };
  });
  await expect(json(digestOf(bodies))).toMatchFileSnapshot(`${GOLDEN}/digest.slack.json`);
});
