import {
  type CloudWatchLogsClient,
  DeleteSubscriptionFilterCommand,
  LimitExceededException,
  LogGroupClass,
  PutSubscriptionFilterCommand,
  paginateDescribeLogGroups,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogSubscriptions } from '../../ports.ts';

/** The filter that is put on each log group. */
export interface FilterOptions {
  readonly filterName: string;
  readonly filterPattern: string;
  readonly destinationArn: string;
  /** Role for a stream; undefined for a function, which permits by itself. */
  readonly roleArn: string | undefined;
}

/** Subscription filters in CloudWatch Logs, all under one name, so that putting one again changes nothing. */
export function logSubscriptions(client: CloudWatchLogsClient, options: FilterOptions): LogSubscriptions {
  return {
    async list(prefix) {
      const groups = [];
      for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: prefix })) {
        for (const { logGroupName, logGroupClass } of page.logGroups ?? []) {
          if (logGroupName === undefined) continue;
          groups.push({ name: logGroupName, takesFilters: (logGroupClass ?? 'STANDARD') === LogGroupClass.STANDARD });
        }
      }
      return groups;
    },
    async put(logGroup) {
      try {
        await client.send(new PutSubscriptionFilterCommand({ logGroupName: logGroup, ...options }));
        return 'subscribed';
      } catch (error) {
        if (error instanceof LimitExceededException) return 'filter-limit';
        if (error instanceof ResourceNotFoundException) return 'gone';
        throw error;
      }
    },
    async remove(logGroup) {
      const { filterName } = options;
      try {
        await client.send(new DeleteSubscriptionFilterCommand({ logGroupName: logGroup, filterName }));
        return 'removed';
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return 'none';
        throw error;
      }
    },
  };
}
