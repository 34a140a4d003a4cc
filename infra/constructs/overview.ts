import { Duration, Stack } from 'aws-cdk-lib';
import {
  CustomWidget,
  Dashboard,
  GraphWidget,
  GraphWidgetView,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { METRICS } from '../../shared/config/names.ts';
import { ownMetric, submitsByFamily } from './metrics.ts';
import type { PipelineFunction } from './pipeline-function.ts';

/** What the dashboard draws. */
export interface OverviewProps {
  readonly functions: readonly PipelineFunction[];
  /** Draws exact counts; CloudWatch calls it in the name of whoever looks. */
  readonly widget: IFunction;
  readonly table: TableV2;
  /** Where detect tells of carriers, line by line. */
  readonly detectLogGroup: ILogGroup;
  /** Names of the subscription filters. */
  readonly filterNames: readonly string[];
}

const MINUTE = Duration.minutes(1);
const HALF = { width: 12, height: 7 };

/** The dashboard: what the gateway answers, then what mm7watch makes of it, then how it does itself. */
export class Overview extends Construct {
  readonly dashboard: Dashboard;

  constructor(scope: Construct, id: string, props: OverviewProps) {
    super(scope, id);
    const { functions, widget, table, detectLogGroup, filterNames } = props;
    const own = (name: string, label: string) => ownMetric(this, name).with({ label });
    const each = (statistic: string, metricName: string) =>
      functions.map(({ name, fn }) => fn.metric(metricName, { statistic, period: MINUTE, label: name }));
    const counted = (title: string, show: string, size: { readonly width: number; readonly height: number }) =>
      new CustomWidget({
        title,
        functionArn: widget.functionArn,
        params: { show },
        updateOnTimeRangeChange: true,
        ...size,
      });
    const filters = filterNames.map((name) => `"${name}"`).join(' OR ');
    this.dashboard = new Dashboard(this, 'Dashboard', {
      dashboardName: Stack.of(this).stackName,
      defaultInterval: Duration.hours(6),
      widgets: [
        [
          new TextWidget({
            width: 24,
            height: 2,
            markdown:
              'The tables hold exact counts, families of codes are metrics. More is asked with `mm7watch console --stack` and over the query URL.',
          }),
        ],
        [counted('Incidents', 'episodes', { width: 24, height: 5 })],
        [
          counted('Errors by code', 'codes', { width: 12, height: 9 }),
          counted('Which code, at which carrier', 'heat-by-carrier', { width: 12, height: 9 }),
        ],
        [
          new GraphWidget({
            title: 'Submits by family of their code',
            left: [submitsByFamily(this)],
            view: GraphWidgetView.TIME_SERIES,
            stacked: true,
            ...HALF,
          }),
          new LogQueryWidget({
            title: 'Submits by carrier, and how many of a hundred failed',
            logGroupNames: [detectLogGroup.logGroupName],
            view: LogQueryVisualizationType.TABLE,
            queryLines: [
              'filter ispresent(message.carrier)',
              'stats sum(message.submits) as submits, 100 * sum(message.errors) / sum(message.submits) as percentFailed by message.carrier',
              'sort percentFailed desc',
            ],
            ...HALF,
          }),
        ],
        [
          new GraphWidget({
            title: 'Open episodes',
            left: [own(METRICS.openEpisodes, 'open').with({ statistic: Stats.MAXIMUM })],
            ...HALF,
          }),
        ],
        [
          new GraphWidget({
            title: 'Log events read, statuses found in them',
            left: [own(METRICS.eventsSeen, 'events'), own(METRICS.statuses, 'statuses')],
            ...HALF,
          }),
          new GraphWidget({
            title: 'Data quality: unreadable, refused as too old or ahead',
            left: [own(METRICS.unreadable, 'unreadable'), own(METRICS.refused, 'refused')],
            ...HALF,
          }),
        ],
        [
          new GraphWidget({ title: 'Errors', left: each(Stats.SUM, 'Errors'), ...HALF }),
          new GraphWidget({ title: 'Duration, 99 of 100', left: each('p99', 'Duration'), ...HALF }),
        ],
        [
          new GraphWidget({
            title: 'Age of streams and queues',
            left: [...each(Stats.MAXIMUM, 'IteratorAge'), ...each(Stats.MAXIMUM, 'AsyncEventAge')],
            ...HALF,
          }),
          new GraphWidget({
            title: 'Deliveries of log groups that failed',
            left: [
              new MathExpression({
                expression: `SEARCH('{AWS/Logs,LogGroupName,DestinationType,FilterName} MetricName="DeliveryErrors" FilterName=(${filters})', 'Sum', 60)`,
                label: '',
                period: MINUTE,
              }),
            ],
            right: [
              table.metricConsumedWriteCapacityUnits({ statistic: Stats.SUM, period: MINUTE, label: 'write units' }),
            ],
            ...HALF,
          }),
        ],
      ],
    });
  }
}
