import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { arrivalMetrics } from '#shared/adapters/arrival-metrics.ts';
import { LEDGER_STEP_MS } from '#shared/domain/ledger.ts';
import { NOON_MS } from '../builders.ts';

const cloudWatch = mockClient(CloudWatchClient);
const at = (line: number) => new Date(NOON_MS + line * LEDGER_STEP_MS);

test('gives a line for each five minutes, from all pages, in whatever order they come', async () => {
  cloudWatch
    .on(GetMetricDataCommand)
    .resolvesOnce({
      NextToken: 'more',
      MetricDataResults: [{ Id: 'incoming', Timestamps: [at(2), at(0)], Values: [7, 5] }],
    })
    .resolves({ MetricDataResults: [{ Id: 'failed', Timestamps: [at(2)], Values: [3] }] });
  const filter = { filterName: 'mm7watch', destinationType: 'Lambda', stackName: 'stack' };
  const arrivals = arrivalMetrics(new CloudWatchClient({ region: 'local' }), filter);
  const lines = await arrivals.list('/mms/gateway', { fromMs: NOON_MS, toMs: NOON_MS + 3 * LEDGER_STEP_MS });
  expect(lines.map(({ startMs, incoming, failed }) => [startMs, incoming, failed])).toEqual([
    [at(0).getTime(), 5, 0],
    [at(1).getTime(), 0, 0],
    [at(2).getTime(), 7, 3],
  ]);
  const { MetricDataQueries } = cloudWatch.commandCalls(GetMetricDataCommand)[0]?.args[0].input ?? {};
  expect(
    MetricDataQueries?.map(({ Id, MetricStat }) => [Id, MetricStat?.Metric?.MetricName, MetricStat?.Period]),
  ).toEqual([
    ['incoming', 'IncomingLogEvents', 300],
    ['forwarded', 'ForwardedLogEvents', 300],
    ['failed', 'DeliveryErrors', 300],
    ['throttled', 'DeliveryThrottling', 300],
    ['refused', 'RefusedEvents', 300],
  ]);
  expect(MetricDataQueries?.[1]?.MetricStat?.Metric?.Dimensions).toEqual([
    { Name: 'LogGroupName', Value: '/mms/gateway' },
    { Name: 'DestinationType', Value: 'Lambda' },
    { Name: 'FilterName', Value: 'mm7watch' },
  ]);
});
