import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { METRICS } from '../../shared/config/names.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { ownMetric } from './metrics.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** What is watched. */
export interface MonitoringProps {
  readonly settings: Settings;
  readonly functions: readonly PipelineFunction[];
  /** Name of the filter on each log group. */
  readonly filterName: string;
}

/** What makes an alarm of a metric. */
interface AlarmSpec {
  readonly metric: IMetric;
  /** What has happened and what to do, for whoever is woken. */
  readonly says: string;
  readonly threshold: number;
  /** @default 1 */
  readonly minutes?: number;
  /** @default - at or above the threshold */
  readonly below?: true;
  /** @default - no data is no trouble */
  readonly silenceIsTrouble?: true;
}

/** Longer than this between a line's arrival and its count is told. */
const LATE = Duration.minutes(10);

/** Alarms on mm7watch itself, to a topic of their own: who runs it need not be who is told of episodes. */
export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: MonitoringProps) {
    super(scope, id);
    const { alarms, canary, ingestion, logGroups } = props.settings;
    this.topic = new Topic(this, 'Topic', { displayName: `${Stack.of(this).stackName} alarms`, enforceSSL: true });
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    );
    Validations.of(this.topic).acknowledge({
      id: 'Serverless-SNSRedrivePolicy',
      reason: 'Nothing could work off an e-mail that was lost; the alarm goes on standing in CloudWatch.',
    });
    for (const email of alarms.emails) this.topic.addSubscription(new EmailSubscription(email));
    for (const watched of props.functions) {
      this.watchFunction(watched);
      this.watchStream(watched);
    }
    for (const name of logGroups.names) this.watchFilter(name, props.filterName, ingestion.mode);
    this.watchDetector();
    if (canary) this.watchCanary();
  }

  private watchFunction({ name, fn }: PipelineFunction): void {
    const everyMinute = { period: Duration.minutes(1), statistic: Stats.SUM };
    this.alarm(`${name}-errors`, {
      metric: fn.metricErrors(everyMinute),
      threshold: 1,
      minutes: 3,
      says: `${name} fails; its log says why. What fails for good is kept in the failure store.`,
    });
    this.alarm(`${name}-throttles`, {
      metric: fn.metricThrottles(everyMinute),
      threshold: 1,
      minutes: 3,
      says: `${name} is throttled: raise reservedConcurrency.${name} or the account's limit. Nothing is lost for 6 h.`,
    });
    this.alarm(`${name}-gave-up`, {
      metric: fn.metric('AsyncEventsDropped', everyMinute),
      threshold: 1,
      says: `${name} gave up on an event, which lies in the failure store: mend the cause, then give it once more.`,
    });
    this.alarm(`${name}-failure-store`, {
      metric: fn.metric('DestinationDeliveryFailures', everyMinute),
      threshold: 1,
      says: `${name} could not keep a failed event in the failure store; look at its role and the bucket's policy.`,
    });
    this.alarm(`${name}-age`, {
      metric: fn.metric('AsyncEventAge', { period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      threshold: LATE.toMilliseconds(),
      minutes: 5,
      says: `${name} is behind: events wait for more than ${LATE.toHumanString()}.`,
    });
  }

  private watchStream({ name, fn, streamMappingId }: PipelineFunction): void {
    if (streamMappingId === undefined) return;
    this.alarm(`${name}-stream-age`, {
      metric: fn.metric('IteratorAge', { period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      threshold: LATE.toMilliseconds(),
      minutes: 5,
      says: `${name} is behind its stream by more than ${LATE.toHumanString()}; counts and alerts are late.`,
    });
    this.alarm(`${name}-stream-gave-up`, {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: streamMappingId },
        period: Duration.minutes(1),
        statistic: Stats.SUM,
      }),
      threshold: 1,
      says: `${name} gave up on records of its stream, which lie in the failure store: mend the cause, then give them once more.`,
    });
  }

  /** Only for log groups that are named: what a prefix will find is not known when this is deployed. */
  private watchFilter(logGroupName: string, filterName: string, mode: Settings['ingestion']['mode']): void {
    const destinationType = mode === 'kinesis' ? 'Kinesis' : 'Lambda';
    for (const metricName of ['DeliveryErrors', 'DeliveryThrottling']) {
      this.alarm(`${metricName} ${logGroupName}`, {
        metric: new Metric({
          namespace: 'AWS/Logs',
          metricName,
          dimensionsMap: { LogGroupName: logGroupName, DestinationType: destinationType, FilterName: filterName },
          period: Duration.minutes(1),
          statistic: Stats.SUM,
        }),
        threshold: 1,
        says: `CloudWatch Logs could not deliver events of ${logGroupName}: counts are short until they are backfilled.`,
      });
    }
  }

  private watchDetector(): void {
    this.alarm('heartbeat', {
      metric: ownMetric(this, METRICS.ticks),
      threshold: 1,
      below: true,
      silenceIsTrouble: true,
      minutes: 5,
      says: 'The detector has not run for five minutes: no alert can be relied upon. Look at the log of detect.',
    });
    this.alarm('unsent', {
      metric: ownMetric(this, METRICS.unsent),
      threshold: 1,
      minutes: 3,
      says: 'Notifications could not be published for three minutes; they are tried again with each tick.',
    });
  }

  private watchCanary(): void {
    this.alarm('canary-lost', {
      metric: ownMetric(this, METRICS.canaryLost),
      threshold: 1,
      says: 'Lines of the canary were not counted: detect logs which. Look at mm7watch ledger and at the log of ingest.',
    });
    this.alarm('canary-repeated', {
      metric: ownMetric(this, METRICS.canaryRepeated),
      threshold: 1,
      says: 'Lines of the canary were counted twice: detect logs which. Look for what copies its log group into another that is read.',
    });
  }

  private alarm(id: string, { metric, says, threshold, minutes = 1, below, silenceIsTrouble }: AlarmSpec): void {
    const alarm = new Alarm(this, id, {
      metric,
      alarmDescription: says,
      threshold,
      evaluationPeriods: minutes,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: silenceIsTrouble ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }
}
