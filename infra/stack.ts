import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Mm7Watch, type Mm7WatchProps } from './mm7-watch.ts';

/** What the stack is given. */
export interface Mm7WatchStackProps extends StackProps {
  readonly settings: Mm7WatchProps;
}

/** mm7watch as a stack of its own; what somebody needs to know of it is among its outputs. */
export class Mm7WatchStack extends Stack {
  constructor(scope: Construct, id: string, props: Mm7WatchStackProps) {
    super(scope, id, { description: "Counts the MM7 status codes of a gateway's logs and alerts on spikes", ...props });
    const watch = new Mm7Watch(this, 'Mm7Watch', props.settings);
    this.tell('QueryUrl', watch.queryUrl, 'Answers questions signed with IAM credentials');
    this.tell('ReadersPolicyArn', watch.readers.managedPolicyArn, 'Attach it to whoever may ask');
    this.tell('ActUrl', watch.actUrl, 'Takes what people do to episodes, signed with IAM credentials');
    this.tell(
      'OperatorsPolicyArn',
      watch.operators.managedPolicyArn,
      'Attach it to whoever may acknowledge and silence',
    );
    this.tell('TopicArn', watch.topic.topicArn, 'Episodes are published here');
    this.tell('TableName', watch.table.tableName, 'Holds the counts');
    this.tell(
      'LogGroups',
      watch.subscribeReport,
      'Log groups under the prefixes: subscribed, and refused with the reason',
    );
    this.tell('DestinationArn', watch.crossAccountArn, 'Log groups of other accounts subscribe to it');
    this.tell('FailureBucket', watch.failureBucket.bucketName, 'Keeps what failed for good, for mm7watch redrive');
  }

  private tell(id: string, value: string | undefined, description: string): void {
    if (value === undefined) return;
    new CfnOutput(this, id, { value, description });
  }
}
