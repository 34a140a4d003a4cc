import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogReader, ReadEvent } from '../../ports.ts';

/** What one page holds at most. */
const MOST_EVENTS = 10_000;

/** Reads log groups with FilterLogEvents; throttling is the client's business, whose attempts and rate adapt. */
export function logReader(client: CloudWatchLogsClient): LogReader {
  return {
    async ownerOf(logGroup) {
      for await (const page of paginateDescribeLogGroups({ client }, { logGroupNamePrefix: logGroup })) {
        const found = page.logGroups?.find(({ logGroupName }) => logGroupName === logGroup);
        if (found) return found.arn?.split(':')[4] ?? null;
      }
      return null;
    },
    async *read({ logGroup, fromMs, toMs, filterPattern }) {
      let nextToken: string | undefined;
      do {
        const page = await client.send(
          new FilterLogEventsCommand({
            logGroupName: logGroup,
            startTime: fromMs,
            endTime: toMs - 1, // which is included
            limit: MOST_EVENTS,
            ...(filterPattern === '' ? {} : { filterPattern }),
            nextToken,
          }),
        );
        yield (page.events ?? []).map(readEvent);
        nextToken = page.nextToken; // an empty page may have one as well
      } while (nextToken !== undefined);
    },
  };
}

function readEvent({ eventId, logStreamName, timestamp, message }: FilteredLogEvent): ReadEvent {
  if (eventId === undefined || logStreamName === undefined || timestamp === undefined) {
    throw new Error('FilterLogEvents gave an event without id, log stream or time, which cannot be counted once');
  }
  return { id: eventId, logStream: logStreamName, timestampMs: timestamp, message: message ?? '' };
}
