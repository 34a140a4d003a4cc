import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { answerCloudFormation, isCustomResourceEvent } from '#shared/adapters/cloudformation.ts';
import { createdLogGroup, logGroupPrefixes } from '#shared/adapters/cloudwatch-logs/created.ts';
import { logSubscriptions } from '#shared/adapters/cloudwatch-logs/subscriptions.ts';
import { SubscribeEnvironment } from '#shared/config/environment.ts';
import { OWN_LOG_GROUP_PREFIX } from '#shared/config/names.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { subscribeAll, subscribeNew, unsubscribeAll } from '#shared/pipeline/subscribe.ts';

const environment = parseSettings(SubscribeEnvironment, process.env, 'environment of subscribe');
const prefixes = logGroupPrefixes(environment.LOG_GROUP_PREFIXES);
const selection = { prefixes, named: logGroupPrefixes(environment.NAMED_LOG_GROUPS) };
/** CloudWatch Logs takes five changes of filters a second; this slows down instead of giving up. */
const client = new CloudWatchLogsClient({ retryMode: 'adaptive', maxAttempts: 10 });
const ports = {
  subscriptions: logSubscriptions(client, {
    filterName: environment.FILTER_NAME,
    filterPattern: environment.FILTER_PATTERN,
    destinationArn: environment.DESTINATION_ARN,
    roleArn: environment.DESTINATION_ROLE_ARN || undefined,
  }),
  ownPrefix: OWN_LOG_GROUP_PREFIX,
};

/** What stays when the stack goes. */
const NONE = { prefixes: [], named: [] };

/** As the schedule sends it. */
const HOURLY = 'hourly';

/** A deployment or the hour, which concern all log groups there are, or a log group that was just made. */
export async function handler(event: { readonly kind?: string }): Promise<void> {
  if (event.kind === HOURLY) {
    console.info(await subscribeAll(selection, ports));
    return;
  }
  if (!isCustomResourceEvent(event)) {
    console.info(await subscribeNew(createdLogGroup(event), selection, ports));
    return;
  }
  await answerCloudFormation(event, async ({ RequestType, OldResourceProperties }) => {
    if (RequestType === 'Delete') {
      const removed = await unsubscribeAll(prefixes, NONE, ports);
      console.info({ removed });
      return { attributes: { report: `${removed.length} filters removed` } };
    }
    const before = logGroupPrefixes(OldResourceProperties?.prefixes ?? '[]');
    const removed = await unsubscribeAll([...before, ...prefixes], selection, ports);
    const summary = await subscribeAll(selection, ports);
    console.info({ ...summary, removed });
    return { attributes: { report: reportOf(summary) } };
  });
}

/** Attributes of a resource may hold 4 kB; the log has it all. */
function reportOf({ subscribed, refused }: Awaited<ReturnType<typeof subscribeAll>>): string {
  const told = refused.slice(0, 10).map(({ logGroup, reason }) => `${logGroup}: ${reason}`);
  return `${subscribed.length} subscribed, ${refused.length} refused${told.length === 0 ? '' : ` (${told.join('; ')})`}`;
}
