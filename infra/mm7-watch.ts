import { Annotations, Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { readSettings, type SettingsInput } from '../shared/config/settings.ts';
import { Act } from './constructs/act.ts';
import { Detect } from './constructs/detect.ts';
import { FailureStore } from './constructs/failure-store.ts';
import { Ingest } from './constructs/ingest.ts';
import { Monitoring } from './constructs/monitoring.ts';
import { Notify } from './constructs/notify.ts';
import { Overview } from './constructs/overview.ts';
import type { FunctionContext, PipelineFunction } from './constructs/pipeline-function.ts';
import { Query } from './constructs/query.ts';
import { removalPolicyOf } from './constructs/removal-policy.ts';
import { SlackActions } from './constructs/slack-actions.ts';
import { Storage } from './constructs/storage.ts';
import { Subscribe } from './constructs/subscribe.ts';
import { Widget } from './constructs/widget.ts';

/** The settings, each of which may be left out; `docs/settings.md` tells them in full. */
export interface Mm7WatchProps {
  /**
   * Log groups to read, by name and by prefix.
   * @default - none: nothing is read until some are named
   */
  readonly logGroups?: SettingsInput['logGroups'];
  /**
   * Filter pattern of CloudWatch Logs for what is delivered; less is cheaper, too little is not counted.
   * @default '' (everything)
   */
  readonly filterPattern?: string;
  /**
   * How logs come in: `direct`, or `kinesis` for volume and for other accounts.
   * @default { mode: 'direct' }
   */
  readonly ingestion?: SettingsInput['ingestion'];
  /**
   * Who is told of episodes, beside those who subscribe to the topic themselves.
   * @default - nobody
   */
  readonly channels?: SettingsInput['channels'];
  /**
   * What notifications link to: the console page, the docs, runbooks by code or rule.
   * @default - the log lines in CloudWatch alone
   */
  readonly links?: SettingsInput['links'];
  /**
   * How long function logs and failed payloads are kept.
   * @default { functionLogDays: 30, failedPayloadDays: 30 }
   */
  readonly retention?: SettingsInput['retention'];
  /**
   * Whether counts and failed payloads outlive the stack.
   * @default 'retain'
   */
  readonly removalPolicy?: SettingsInput['removalPolicy'];
  /**
   * Bounds of the table's throughput and whether its key is yours.
   * @default - no bounds, DynamoDB's own key
   */
  readonly table?: SettingsInput['table'];
  /**
   * Alarms on mm7watch itself.
   * @default { enabled: true, emails: [] }
   */
  readonly alarms?: SettingsInput['alarms'];
  /**
   * A log group that is read, to which a line a minute is written that must be counted exactly once.
   * @default - none is written
   */
  readonly canary?: SettingsInput['canary'];
  /**
   * Executions reserved for single functions; needs an account whose limit leaves a hundred unreserved.
   * @default - none are reserved
   */
  readonly reservedConcurrency?: SettingsInput['reservedConcurrency'];
  /**
   * Changes to the default rules, by name, and rules of your own.
   * @default - the default rules
   */
  readonly rules?: SettingsInput['rules'];
  /**
   * When something is worked on: recorded, not announced, not learned.
   * @default - never
   */
  readonly maintenance?: SettingsInput['maintenance'];
  /**
   * What extraction cannot guess of your logs.
   * @default - the published shapes and the default provider's codes
   */
  readonly extraction?: SettingsInput['extraction'];
}

/** The whole of mm7watch, for an app of your own. */
export class Mm7Watch extends Construct {
  /** Notifications of episodes are published here. */
  readonly topic: ITopic;
  readonly table: ITableV2;
  /** Keeps what the functions could not work off, for `mm7watch redrive`. */
  readonly failureBucket: IBucket;
  /** Answers questions to whoever has the policy `readers`. */
  readonly queryUrl: string;
  readonly readers: ManagedPolicy;
  /** What Slack calls when a button is pressed; undefined without `channels.slackActions`. */
  readonly slackActionsUrl: string | undefined;
  /** Lets whoever has the policy `operators` acknowledge, silence and mark. */
  readonly actUrl: string;
  readonly operators: ManagedPolicy;
  /** How many log groups under the prefixes were subscribed, and which could not be; undefined without prefixes. */
  readonly subscribeReport: string | undefined;
  /** What log groups of other accounts subscribe to; undefined where none may. */
  readonly crossAccountArn: string | undefined;

  /** @throws SettingsError that names each value which cannot be used */
  constructor(scope: Construct, id: string, props: Mm7WatchProps = {}) {
    super(scope, id);
    const settings = readSettings(props, this.node.path);
    const { logGroups, retention, alarms } = settings;
    const failures = new FailureStore(this, 'Failures', {
      keepFor: Duration.days(retention.failedPayloadDays),
      removalPolicy: removalPolicyOf(settings),
    });
    const context: FunctionContext = { settings, failures };
    const storage = new Storage(this, 'Storage', { settings });
    const notify = new Notify(this, 'Notify', { context, storage });
    const ingest = new Ingest(this, 'Ingest', { context, storage });
    const detect = new Detect(this, 'Detect', { context, storage, topic: notify.topic, filterName: ingest.filterName });
    const query = new Query(this, 'Query', { context, storage });
    const act = new Act(this, 'Act', { context, storage });
    const widget = new Widget(this, 'Widget', { context, storage, readers: query.readers });
    const subscribe = logGroups.prefixes.length > 0 ? new Subscribe(this, 'Subscribe', { context, ingest }) : undefined;
    const { slackActions } = settings.channels;
    const actions = slackActions && new SlackActions(this, 'SlackActions', { context, storage, ...slackActions });
    const functions: PipelineFunction[] = [ingest.fn, detect.fn, query.fn, act.fn];
    for (const optional of [notify.fn, subscribe?.fn, actions?.fn]) if (optional) functions.push(optional);
    const filterNames = subscribe ? [ingest.filterName, subscribe.filterName] : [ingest.filterName];
    new Overview(this, 'Overview', {
      functions: [...functions, widget.fn],
      widget: widget.fn.fn,
      table: storage.table,
      detectLogGroup: detect.fn.logGroup,
      filterNames,
    });
    if (alarms.enabled) new Monitoring(this, 'Monitoring', { settings, functions, filterName: ingest.filterName });
    if (logGroups.names.length + logGroups.prefixes.length === 0) this.warnOfNoLogGroups();
    this.topic = notify.topic;
    this.table = storage.table;
    this.failureBucket = failures.bucket;
    this.queryUrl = query.url;
    this.readers = query.readers;
    this.slackActionsUrl = actions?.url;
    this.actUrl = act.url;
    this.operators = act.operators;
    this.subscribeReport = subscribe?.report;
    this.crossAccountArn = ingest.crossAccountArn;
  }

  private warnOfNoLogGroups(): void {
    Annotations.of(this).addWarningV2(
      'mm7watch:no-log-groups',
      'logGroups names no log group, so nothing will be read; name some, or run `npm run mm7watch -- init`',
    );
  }
}
