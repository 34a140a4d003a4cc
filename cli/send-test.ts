import { randomUUID } from 'node:crypto';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { UsageError } from './exit.ts';
import { DIALECTS } from './local/gateway/exchange.ts';
import { exchangeLine } from './local/gateway/log-lines.ts';

/** Exchanges to be written. */
export interface TestExchanges {
  readonly code: number;
  readonly count: number;
  readonly service: string;
  readonly carrier: string;
}

/** A number that is nobody's: reserved for fiction. */
const RECIPIENT = '+12025550100';

/**
 * Writes exchanges, as a gateway would log them, to a log stream of their own.
 * @returns the name of the stream
 * @throws UsageError where there is no such log group
 */
export async function sendTest(
  logGroupName: string,
  { code, count, service, carrier }: TestExchanges,
  nowMs: number,
  client = new CloudWatchLogsClient(),
): Promise<string> {
  const logStreamName = `mm7watch-test/${randomUUID()}`;
  const logEvents = Array.from({ length: count }, (_, at) => {
    const transactionId = `mm7watch-test-${nowMs}-${at}`;
    const exchange = { atMs: nowMs, transactionId, vasid: service, carrier, recipient: RECIPIENT, code };
    return { timestamp: nowMs, message: exchangeLine(exchange, 'soap', DIALECTS[0]) };
  });
  try {
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
    await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new UsageError(
      `there is no log group ${logGroupName} in this account and region; see aws logs describe-log-groups`,
    );
  }
  return logStreamName;
}
