import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { FailureStore } from '../ports.ts';
import { parseFailureRecord } from './failure-record.ts';

/** Under this prefix Lambda writes, whatever the function. */
const PREFIX = 'aws/lambda/';

/** Failed calls in a bucket, where Lambda has written them. */
export function s3FailureStore(client: S3Client, bucketName: string): FailureStore {
  const inBucket = { Bucket: bucketName };
  return {
    async list() {
      const objects: { readonly key: string; readonly writtenMs: number }[] = [];
      for await (const page of paginateListObjectsV2({ client }, { ...inBucket, Prefix: PREFIX })) {
        for (const { Key, LastModified } of page.Contents ?? [])
          if (Key !== undefined) objects.push({ key: Key, writtenMs: LastModified?.getTime() ?? 0 });
      }
      return objects.sort((a, b) => a.writtenMs - b.writtenMs || (a.key < b.key ? -1 : 1)).map(({ key }) => key);
    },
    async read(name) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ ...inBucket, Key: name }));
        return parseFailureRecord((await Body?.transformToString()) ?? '');
      } catch (error) {
        if (error instanceof NoSuchKey) return null; // somebody else redrives as well
        throw error;
      }
    },
    async remove(name) {
      await client.send(new DeleteObjectCommand({ ...inBucket, Key: name }));
    },
  };
}
