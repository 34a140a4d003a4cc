import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { arrivalMetrics } from '#shared/adapters/arrival-metrics.ts';
import type { DetectEnvironment } from '#shared/config/environment.ts';
import { type ReconcilePorts, reconcile } from '#shared/pipeline/reconcile.ts';

/** Holds the ledger of all log groups; gives how many events are missing. */
export async function missingEvents(
  environment: ReturnType<typeof DetectEnvironment.parse>,
  logGroups: readonly string[],
  ports: Omit<ReconcilePorts, 'arrivals'>,
): Promise<number> {
  const arrivals = arrivalMetrics(new CloudWatchClient(), {
    filterName: environment.FILTER_NAME,
    destinationType: environment.DESTINATION_TYPE,
    stackName: environment.STACK_NAME,
  });
  const settings = { logGroups, isFiltered: environment.FILTER_PATTERN !== '', tableName: environment.TABLE_NAME };
  return reconcile(Date.now(), settings, { ...ports, arrivals });
}
