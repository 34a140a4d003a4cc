/**
 * mm7watch within an app of your own: `npx cdk synth --app "npx tsx infra/examples/own-app.ts"`. Alerts that are critical go to
 * a queue of the team's, say for its paging; who watches the gateway may ask for counts.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Group } from 'aws-cdk-lib/aws-iam';
import { SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Mm7Watch } from '../mm7-watch.ts';

/** What the app deploys. */
export const stack = new Stack(new App(), 'messaging');

const watch = new Mm7Watch(stack, 'Mm7Watch', {
  logGroups: { names: ['/mms/gateway'] },
  channels: { emails: ['oncall@example.com'] },
});

const paging = new Queue(stack, 'Paging', { enforceSSL: true });
const filterPolicy = { severity: SubscriptionFilter.stringFilter({ allowlist: ['critical'] }) };
watch.topic.addSubscription(new SqsSubscription(paging, { filterPolicy }));

const operators = new Group(stack, 'Operators');
operators.addManagedPolicy(watch.readers);

new CfnOutput(stack, 'QueryUrl', { value: watch.queryUrl });
