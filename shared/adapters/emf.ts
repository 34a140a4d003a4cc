import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { METRIC_NAMESPACE } from '../config/names.ts';

/** What one call of a function tells: counts that become metrics, and details that stand beside them in the log only. */
export interface CallReport {
  readonly counts: Readonly<Record<string, number>>;
  readonly details?: Readonly<Record<string, string>>;
}

/** Tells what a call did as one JSON line in CloudWatch's embedded metric format: log line and metrics at once. */
export type TellCall = (report: CallReport) => void;

/** @param stackName tells deployments apart */
export function tellInLog(stackName: string): TellCall {
  const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: stackName });
  return ({ counts, details = {} }) => {
    for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
    for (const [name, detail] of Object.entries(details)) metrics.addMetadata(name, detail);
    metrics.publishStoredMetrics();
  };
}

/**
 * Tells one count for each value of a further dimension.
 * @param by the metric and the dimension
 */
export function tellBy(
  stackName: string,
  by: { readonly name: string; readonly dimension: string },
): (counts: ReadonlyMap<string, number>) => void {
  const { name, dimension } = by;
  return (counts) => {
    for (const [value, count] of counts) {
      const metrics = new Metrics({ namespace: METRIC_NAMESPACE, serviceName: stackName });
      metrics.addDimension(dimension, value);
      metrics.addMetric(name, MetricUnit.Count, count);
      metrics.publishStoredMetrics();
    }
  };
}
