import { expect, test } from 'vitest';
import { attributesOf, bodyOf } from '#shared/domain/message/body.ts';
import { chatMessageOf } from '#shared/domain/message/chat.ts';
import { episode } from '../../builders.ts';

const notification = { id: 'n1', reason: 'opened', episode: episode() } as const;

test('chat shows title and text, in one thread for an episode', () => {
  const message = chatMessageOf(bodyOf(notification), attributesOf(notification));
  expect(message).toMatchObject({
    version: '1.0',
    source: 'custom',
    id: 'n1',
    content: { textType: 'client-markdown', keywords: ['provisioning-auth', '2568'] },
    metadata: { threadId: '2026-11-23-1200-abc123', eventType: 'opened', additionalContext: { severity: 'critical' } },
  });
  expect(message.content.title).toContain('svc-1');
});

test('what would be markup is shown as it is', () => {
  const facts = [{ label: 'How bad', text: 'b & c' }] as const;
  const body = { ...bodyOf(notification), title: 'a <!channel>', facts };
  const { content } = chatMessageOf(body, {});
  expect(content).toMatchObject({ title: 'a &lt;!channel&gt;', description: '*How bad*: B &amp; c' });
});
