import { type CloudWatchClient, type MetricDataQuery, paginateGetMetricData } from '@aws-sdk/client-cloudwatch';
import { LOG_GROUP_DIMENSION, METRIC_NAMESPACE, METRICS, SERVICE_DIMENSION } from '../config/names.ts';
import { type Arrivals, LEDGER_STEP_MS } from '../domain/ledger.ts';
import type { ArrivalMetrics } from '../ports.ts';

/** The filter whose deliveries are looked at. */
export interface FilterMetrics {
  readonly filterName: string;
  /** `Lambda` or `Kinesis`. */
  readonly destinationType: string;
  /** Tells our own metrics from those of another deployment. */
  readonly stackName: string;
}

type Name = Exclude<keyof Arrivals, 'startMs'>;

const NOTHING: Arrivals = { startMs: 0, incoming: 0, forwarded: 0, failed: 0, throttled: 0, refused: 0 };

/** What CloudWatch counts of log groups and their filters, and what we refused of them, in the same five minutes. */
export function arrivalMetrics(client: CloudWatchClient, filter: FilterMetrics): ArrivalMetrics {
  return {
    async list(logGroup, { fromMs, toMs }) {
      const lines = new Map<number, Arrivals>();
      for (let startMs = fromMs; startMs < toMs; startMs += LEDGER_STEP_MS) lines.set(startMs, { ...NOTHING, startMs });
      const request = {
        MetricDataQueries: queriesOf(logGroup, filter),
        StartTime: new Date(fromMs),
        EndTime: new Date(toMs),
      };
      for await (const page of paginateGetMetricData({ client }, request)) {
        for (const { Id, Timestamps = [], Values = [] } of page.MetricDataResults ?? []) {
          for (const [at, timestamp] of Timestamps.entries()) {
            const line = lines.get(timestamp.getTime());
            if (line && Id !== undefined) lines.set(line.startMs, { ...line, [Id]: Values[at] ?? 0 });
          }
        }
      }
      return [...lines.values()];
    },
  };
}

function queriesOf(logGroup: string, { filterName, destinationType, stackName }: FilterMetrics): MetricDataQuery[] {
  const ofGroup = { LogGroupName: logGroup };
  const ofFilter = { ...ofGroup, DestinationType: destinationType, FilterName: filterName };
  const ofOurs = { [SERVICE_DIMENSION]: stackName, [LOG_GROUP_DIMENSION]: logGroup };
  return [
    query('incoming', 'AWS/Logs', 'IncomingLogEvents', ofGroup),
    query('forwarded', 'AWS/Logs', 'ForwardedLogEvents', ofFilter),
    query('failed', 'AWS/Logs', 'DeliveryErrors', ofFilter),
    query('throttled', 'AWS/Logs', 'DeliveryThrottling', ofFilter),
    query('refused', METRIC_NAMESPACE, METRICS.refused, ofOurs),
  ];
}

function query(id: Name, namespace: string, metricName: string, dimensions: Record<string, string>): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: namespace,
        MetricName: metricName,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      },
      Period: LEDGER_STEP_MS / 1000,
      Stat: 'Sum',
    },
  };
}
