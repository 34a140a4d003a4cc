import { Duration, Stack } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { FAMILY_DIMENSION, METRIC_NAMESPACE, METRICS, SERVICE_DIMENSION } from '../../shared/config/names.ts';

/** A metric that the functions of this stack emit, added up by the minute. */
export function ownMetric(scope: Construct, metricName: string): Metric {
  return new Metric({
    namespace: METRIC_NAMESPACE,
    metricName,
    dimensionsMap: { [SERVICE_DIMENSION]: Stack.of(scope).stackName },
    period: Duration.minutes(1),
    statistic: Stats.SUM,
  });
}

/** Submits by family of codes: a search, so that a family which turns up later is drawn as well. */
export function submitsByFamily(scope: Construct): IMetric {
  const dimensions = `${METRIC_NAMESPACE},${FAMILY_DIMENSION},${SERVICE_DIMENSION}`;
  const wanted = `MetricName="${METRICS.submitsByFamily}" ${SERVICE_DIMENSION}="${Stack.of(scope).stackName}"`;
  return new MathExpression({
    expression: `SEARCH('{${dimensions}} ${wanted}', 'Sum', 60)`,
    label: '',
    period: Duration.minutes(1),
  });
}
