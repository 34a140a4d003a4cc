import { CfnElement, Duration, type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import { Grant } from 'aws-cdk-lib/aws-iam';
import type { IDestination, IEventSourceDlq, IFunction } from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** How failed payloads are kept. */
export interface FailureStoreProps {
  readonly keepFor: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/** A bucket that keeps what a function could not work off, payload and all, to be given to it once more. */
export class FailureStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, props: FailureStoreProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: props.keepFor, abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: props.removalPolicy,
    });
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason:
        'Only Lambda writes here, and CloudTrail can record it; access logs would need a second bucket of their own.',
    });
  }

  /** Where a function's asynchronous calls go when they have failed for good. */
  get onFailure(): IDestination {
    return { bind: (_scope, fn) => this.destinationOf(fn) };
  }

  /** Where records of a stream go when they have failed for good. */
  get onStreamFailure(): IEventSourceDlq {
    return { bind: (_mapping, fn) => this.destinationOf(fn) };
  }

  private destinationOf(fn: IFunction): { readonly destination: string } {
    this.grantKeep(fn);
    this.acknowledgeObjects(fn);
    return { destination: this.bucket.bucketArn };
  }

  /** What Lambda asks of a function's role for a destination in S3: nothing is ever read. */
  private grantKeep(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ['s3:PutObject'],
      resourceArns: [this.bucket.arnForObjects('*')],
    });
    Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: [this.bucket.bucketArn] });
  }

  private acknowledgeObjects(fn: IFunction): void {
    const bucket = this.bucket.node.defaultChild;
    if (!CfnElement.isCfnElement(bucket) || !fn.role) return;
    Validations.of(fn.role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${Stack.of(this).getLogicalId(bucket)}.Arn>/*]`,
      reason: 'Lambda makes up the names of the objects it keeps; the function may only add them.',
    });
  }
}
