import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, test } from 'vitest';
import { s3FailureStore } from '#shared/adapters/failure-store.ts';

const s3 = mockClient(S3Client);
const store = s3FailureStore(new S3Client({ region: 'local' }), 'failures');
beforeEach(() => s3.reset());

test('lists what Lambda has written through all pages, the oldest first', async () => {
  const written = (Key: string, hour: number) => ({ Key, LastModified: new Date(Date.UTC(2026, 10, 23, hour)) });
  s3.on(ListObjectsV2Command)
    .resolvesOnce({ IsTruncated: true, NextContinuationToken: 'next', Contents: [written('b', 2), written('c', 3)] })
    .resolves({ Contents: [written('a', 1)] });
  expect(await store.list()).toEqual(['a', 'b', 'c']);
  expect(s3.commandCalls(ListObjectsV2Command).map(({ args }) => args[0].input)).toMatchObject([
    { Bucket: 'failures', Prefix: 'aws/lambda/' },
    { ContinuationToken: 'next' },
  ]);
});

test('lists nothing where nothing is kept', async () => {
  s3.on(ListObjectsV2Command).resolves({});
  expect(await store.list()).toEqual([]);
});

test('what is gone when it is read is nothing', async () => {
  s3.on(GetObjectCommand).rejects(new NoSuchKey({ $metadata: {}, message: 'gone' }));
  expect(await store.read('a')).toBeNull();
});

test('what may not be read is an error of the caller', async () => {
  s3.on(GetObjectCommand).rejects(new Error('AccessDenied'));
  await expect(store.read('a')).rejects.toThrow('AccessDenied');
});

test('removes one object', async () => {
  s3.on(DeleteObjectCommand).resolves({});
  await store.remove('a');
  expect(s3.commandCalls(DeleteObjectCommand)[0]?.args[0].input).toEqual({ Bucket: 'failures', Key: 'a' });
});
