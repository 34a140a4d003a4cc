import type { IDependable } from 'constructs';

/** Where subscription filters send to. */
export interface LogDestination {
  readonly arn: string;
  /** Role with which CloudWatch Logs writes to a stream; a function permits by itself. */
  readonly roleArn: string | undefined;
  /** Has to be there before a filter is, since CloudWatch Logs tries whether it may send. */
  readonly permission: IDependable;
}
