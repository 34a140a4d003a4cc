import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription, LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { Chat } from './chat.ts';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';

/** What notify needs. */
export interface NotifyProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
}

/** Where the function writes to. */
interface SlackTarget {
  readonly secretName: string;
  /** Empty for a webhook, which has its own. */
  readonly channel: string;
}

/** The topic of notifications, and the channels that the settings name. */
export class Notify extends Construct {
  readonly topic: Topic;
  /** There only where a channel needs a function. */
  readonly fn: PipelineFunction<'notify'> | undefined;

  constructor(scope: Construct, id: string, props: NotifyProps) {
    super(scope, id);
    const { channels } = props.context.settings;
    this.topic = new Topic(this, 'Topic', {
      displayName: Stack.of(this).stackName,
      enforceSSL: true,
      masterKey: Alias.fromAliasName(this, 'SnsKey', 'alias/aws/sns'),
    });
    Validations.of(this).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason:
        'SNS tries for 23 days to call a function, whose failures are kept in S3; nothing could work off lost e-mail.',
    });
    for (const email of channels.emails) this.topic.addSubscription(new EmailSubscription(email));
    const { amazonQ, slackBot, slackWebhookSecretName } = channels;
    if (amazonQ.length > 0) new Chat(this, 'Chat', { topic: this.topic, channels: amazonQ });
    const secretName = slackBot?.tokenSecretName ?? slackWebhookSecretName;
    if (secretName !== undefined) this.fn = this.slack({ secretName, channel: slackBot?.channel ?? '' }, props);
  }

  private slack({ secretName, channel }: SlackTarget, { context, storage }: NotifyProps): PipelineFunction<'notify'> {
    const notify = new PipelineFunction(this, 'Notify', {
      name: 'notify',
      context,
      environment: {
        TABLE_NAME: storage.table.tableName,
        SLACK_SECRET_NAME: secretName,
        SLACK_CHANNEL: channel,
        SLACK_BUTTONS: context.settings.channels.slackActions ? 'yes' : 'no',
      },
    });
    storage.grantItems(notify.fn, { actions: ['GetItem', 'PutItem', 'DeleteItem', 'Query'], leadingKeys: ['N#'] });
    Secret.fromSecretNameV2(this, 'SlackSecret', secretName).grantRead(notify.fn);
    this.topic.addSubscription(new LambdaSubscription(notify.fn));
    this.callEachMinute(notify);
    return notify;
  }

  private callEachMinute(notify: PipelineFunction<'notify'>): void {
    const rule = new Rule(this, 'Redeliver', {
      description: 'mm7watch: what a channel has not taken is brought again',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new FunctionTarget(notify.fn, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
    Validations.of(rule).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'A call that is lost is made up for by the next.',
    });
  }
}
