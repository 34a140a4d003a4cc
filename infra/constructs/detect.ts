import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { CANARY_STREAM, DETECT_CALLS } from '../../shared/config/names.ts';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';
import { streamFailureOptions } from './stream-failures.ts';

/** What detect needs. */
export interface DetectProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
  readonly topic: ITopic;
  /** Whose deliveries are held against what is counted. */
  readonly filterName: string;
}

/** Counts what was stored and judges it: on the table's stream within seconds, and on a tick each minute. */
export class Detect extends Construct {
  readonly fn: PipelineFunction<'detect'>;

  constructor(scope: Construct, id: string, props: DetectProps) {
    super(scope, id);
    const { context, storage, topic, filterName } = props;
    const { canary, channels, filterPattern, ingestion } = context.settings;
    const { heartbeatUrl, heartbeatTopicArn } = channels;
    this.fn = new PipelineFunction(this, 'Detect', {
      name: 'detect',
      context,
      environment: {
        TABLE_NAME: storage.table.tableName,
        TOPIC_ARN: topic.topicArn,
        HEARTBEAT_URL: heartbeatUrl ?? '',
        HEARTBEAT_TOPIC_ARN: heartbeatTopicArn ?? '',
        FILTER_NAME: filterName,
        FILTER_PATTERN: filterPattern,
        DESTINATION_TYPE: ingestion.mode === 'kinesis' ? 'Kinesis' : 'Lambda',
        CANARY_LOG_GROUP: canary?.logGroup ?? '',
      },
      memorySize: 1024,
      timeout: Duration.minutes(2),
    });
    const written = ['R#', 'H#', 'D#', 'S#', 'E#', 'A#', 'V#', 'L#', 'C#'];
    storage.grantItems(this.fn.fn, { actions: ['Query'], leadingKeys: ['P#', 'M#', ...written] });
    storage.grantItems(this.fn.fn, { actions: ['GetItem', 'PutItem', 'UpdateItem'], leadingKeys: written });
    storage.grantItems(this.fn.fn, { actions: ['BatchGetItem'], leadingKeys: ['S#'] });
    storage.grantItems(this.fn.fn, { actions: ['DeleteItem'], leadingKeys: ['A#'] });
    topic.grantPublish(this.fn.fn);
    if (heartbeatTopicArn) Topic.fromTopicArn(this, 'Heartbeats', heartbeatTopicArn).grantPublish(this.fn.fn);
    this.allowMetrics();
    if (canary) this.allowCanary(canary.logGroup);
    this.fn.readStream(
      new DynamoEventSource(storage.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'), // not the removal of what has expired
            dynamodb: { Keys: { pk: { S: FilterRule.beginsWith('P#') } } },
          }),
        ],
        batchSize: 200,
        maxBatchingWindow: Duration.seconds(5),
        ...streamFailureOptions(context.failures),
      }),
    );
    this.call('Tick', Duration.minutes(1), {
      description: 'mm7watch: recovery, silence and the heartbeat need a clock',
      event: { kind: DETECT_CALLS.tick },
    });
    this.call('QuickSweep', Duration.minutes(15), {
      description: 'mm7watch: minutes of the last hours whose counting was missed',
      event: { kind: DETECT_CALLS.sweep, hours: 3 },
    });
    this.call('Ledger', Duration.minutes(5), {
      description: 'mm7watch: what arrived in the log groups against what was counted',
      event: { kind: DETECT_CALLS.reconcile },
    });
    this.call('DailySweep', Duration.days(1), {
      description: 'mm7watch: minutes of the last two days whose counting was missed',
      event: { kind: DETECT_CALLS.sweep, hours: 48 },
    });
  }

  private allowMetrics(): void {
    this.fn.fn.addToRolePolicy(new PolicyStatement({ actions: ['cloudwatch:GetMetricData'], resources: ['*'] }));
    if (!this.fn.fn.role) return;
    Validations.of(this.fn.fn.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'Reading metrics knows no narrower resource.',
    });
  }

  private allowCanary(logGroup: string): void {
    const { account, partition, region } = Stack.of(this);
    const arn = `arn:${partition}:logs:${region}:${account}:log-group:${logGroup}:log-stream:${CANARY_STREAM}`;
    this.fn.fn.addToRolePolicy(
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [arn] }),
    );
  }

  private call(id: string, every: Duration, { description, event }: ScheduledCall): void {
    const rule = new Rule(this, id, {
      description,
      schedule: Schedule.rate(every),
      targets: [
        new FunctionTarget(this.fn.fn, {
          event: RuleTargetInput.fromObject(event),
          retryAttempts: 0, // the next call does what this one would have done
          maxEventAge: Duration.minutes(1),
        }),
      ],
    });
    Validations.of(rule).acknowledge({
      id: 'Serverless-EventBusDLQ',
      reason: 'A call that is lost is made up for by the next; one that is late is worth nothing.',
    });
  }
}

interface ScheduledCall {
  readonly description: string;
  readonly event: Readonly<Record<string, string | number>>;
}
