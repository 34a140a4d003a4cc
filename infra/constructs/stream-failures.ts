import { Duration } from 'aws-cdk-lib';
import { MetricType } from 'aws-cdk-lib/aws-lambda';
import type { FailureStore } from './failure-store.ts';

/**
 * What every function that reads a stream does with records that fail: the batch is cut until what fails stands alone; that is
 * tried for a while, then kept, so that it never holds up what comes after it. Each event kept so is counted, for the alarm.
 */
export function streamFailureOptions(failures: FailureStore) {
  return {
    bisectBatchOnError: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(12),
    onFailure: failures.onStreamFailure,
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  };
}
