import { describe, expect, test } from 'vitest';
import { notificationJsonSchema, parseNotificationBody } from '#shared/adapters/sns-body.ts';
import { bodyOf } from '#shared/domain/message/body.ts';
import { TELLING_EPISODES, TOLD } from '../telling-episodes.ts';

test('the schema that is shipped is that of what is published; `npx vitest run test/adapters/sns-body.test.ts -u` writes it anew', async () => {
  await expect(`${JSON.stringify(notificationJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
    '../../docs/notification.schema.json',
  );
});

describe.each(Object.entries(TELLING_EPISODES))('what is published of %s', (_name, notification) => {
  const body = bodyOf(notification, TOLD);

  test('is read back as it was, so the schema leaves nothing out', () => {
    expect(parseNotificationBody(JSON.stringify(body))).toEqual(JSON.parse(JSON.stringify(body)));
  });
});

test.each([
  ['no JSON', 'hello'],
  ['another version', JSON.stringify({ version: 2 })],
  ['a notification of something else', JSON.stringify({ AlarmName: 'x' })],
])('%s is refused', (_what, text) => {
  expect(() => parseNotificationBody(text)).toThrow();
});
