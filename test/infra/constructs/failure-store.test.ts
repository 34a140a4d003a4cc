import { expect, test } from 'vitest';
import { propertiesIn, templateOf } from '../synthesized.ts';

const template = templateOf();

test('the failure store is private, encrypted, emptied after a time, and stays when the stack goes', () => {
  expect(propertiesIn(template, 'AWS::S3::Bucket')).toMatchInlineSnapshot(`
    [
      {
        "BucketEncryption": {
          "ServerSideEncryptionConfiguration": [
            {
              "ServerSideEncryptionByDefault": {
                "SSEAlgorithm": "AES256",
              },
            },
          ],
        },
        "LifecycleConfiguration": {
          "Rules": [
            {
              "AbortIncompleteMultipartUpload": {
                "DaysAfterInitiation": 1,
              },
              "ExpirationInDays": 30,
              "Status": "Enabled",
            },
          ],
        },
        "OwnershipControls": {
          "Rules": [
            {
              "ObjectOwnership": "BucketOwnerEnforced",
            },
          ],
        },
        "PublicAccessBlockConfiguration": {
          "BlockPublicAcls": true,
          "BlockPublicPolicy": true,
          "IgnorePublicAcls": true,
          "RestrictPublicBuckets": true,
        },
      },
    ]
  `);
  template.hasResource('AWS::S3::Bucket', { DeletionPolicy: 'Retain' });
});

test('what comes in the clear is refused', () => {
  expect(JSON.stringify(propertiesIn(template, 'AWS::S3::BucketPolicy'))).toContain('"aws:SecureTransport":"false"');
});

test('functions may add to it and read nothing of it', () => {
  const policies = JSON.stringify(propertiesIn(template, 'AWS::IAM::Policy'));
  expect(policies).toContain('"s3:PutObject"');
  expect(policies).not.toContain('s3:GetObject');
});
