import { describe, expect, test } from 'vitest';
import { attributesOf, bodyOf } from '#shared/domain/message/body.ts';
import { chatMessageOf } from '#shared/domain/message/chat.ts';
import { emailOf, subjectOf } from '#shared/domain/message/email.ts';
import { digestOf } from '#shared/domain/message/slack/digest.ts';
import { liveMessageOf, slackMessageOf, threadMessageOf } from '#shared/domain/message/slack/message.ts';
import { HOSTILE_VASID, HOSTILE_WORDS, TELLING_EPISODES, TOLD } from '../../telling-episodes.ts';

const HOSTILE = ['hostile-names', 'hostile-markers'].flatMap((name) => TELLING_EPISODES[name] ?? []);

/** Every text of a message that Slack reads as markup. */
function markedTextsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { type, text } = { type: undefined, text: undefined, ...value };
  const own = type === 'mrkdwn' && typeof text === 'string' ? [text] : [];
  return [...own, ...Object.values(value).flatMap(markedTextsIn)];
}

describe.each(HOSTILE.map((notification) => [notification.reason, bodyOf(notification, TOLD), notification] as const))(
  'of an episode with hostile names that was %s',
  (_reason, body, notification) => {
    const slack = [
      slackMessageOf(body, { buttons: true }),
      liveMessageOf(body, { buttons: true }),
      threadMessageOf(body),
      digestOf([body]),
    ];
    const read = [...slack.flatMap(markedTextsIn), ...slack.map(({ text }) => text)];

    test('nothing mentions, links, or ends a link in Slack', () => {
      expect(read.join('\n')).toContain('&lt;!channel&gt;');
      expect(read.filter((text) => /[<>]|&(?!amp;|lt;|gt;)/.test(text))).toEqual([]);
    });

    test('nothing of it is bold, slanted, code or a picture in Slack', () => {
      const withoutLabels = read.join('\n').replaceAll(/^(?:\S+ )?\*[^*\n]+\*/gm, '');
      expect(withoutLabels).not.toMatch(/(^|[\s“(])[*_~`](?!\u2060)/);
      expect(withoutLabels).not.toMatch(/:[a-z_]+:/);
    });

    test('nothing mentions or links in chat by Amazon Q but our own links', () => {
      const { content, metadata } = chatMessageOf(body, attributesOf(notification));
      const own = body.links.map(({ label, url }) => `<${url}|${label}>`);
      const texts = [content.title, content.description, metadata.summary];
      expect(texts.filter((text) => /[<>]/.test(text))).toEqual([]);
      expect(content.nextSteps.filter((step) => /[<>]/.test(step) && !own.includes(step))).toEqual([]);
    });

    test('names stand in links encoded, so that none leads elsewhere', () => {
      for (const { url } of body.links) expect(new URL(url).host).toMatch(/(^|\.)(example\.com|aws\.amazon\.com)$/);
      expect(body.links.map(({ url }) => url).join(' ')).not.toMatch(/[<>|"\s](?!https)/);
    });

    test('a mail has it as plain text, its subject in one line of ASCII', () => {
      expect(subjectOf(body)).toMatch(/^[\x20-\x7e]{1,100}$/);
      expect(emailOf(body)).toContain(HOSTILE_WORDS);
      expect(body.title).toContain(HOSTILE_VASID);
    });
  },
);
