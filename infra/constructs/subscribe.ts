import { CustomResource, Duration, Stack, Validations } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Ingest } from './ingest.ts';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';

/** What subscribe needs. */
export interface SubscribeProps {
  readonly context: FunctionContext;
  readonly ingest: Ingest;
}

/** Subscribes the log groups under the prefixes: those there are when it is deployed, and those that are made later. */
export class Subscribe extends Construct {
  readonly fn: PipelineFunction<'subscribe'>;
  /** How many were subscribed and which could not be, and why. */
  readonly report: string;
  /** Another name than that of the filters the template makes: what one of both removes is never the other's. */
  readonly filterName: string;

  constructor(scope: Construct, id: string, props: SubscribeProps) {
    super(scope, id);
    const { context, ingest } = props;
    const { filterPattern, logGroups } = context.settings;
    const prefixes = JSON.stringify(logGroups.prefixes);
    const named = JSON.stringify(
      logGroups.names.filter((name) => logGroups.prefixes.some((prefix) => name.startsWith(prefix))),
    );
    const { destination } = ingest;
    this.filterName = `${ingest.filterName}-by-prefix`;
    this.fn = new PipelineFunction(this, 'Subscribe', {
      name: 'subscribe',
      context,
      environment: {
        DESTINATION_ARN: destination.arn,
        DESTINATION_ROLE_ARN: destination.roleArn ?? '',
        FILTER_NAME: this.filterName,
        FILTER_PATTERN: filterPattern,
        LOG_GROUP_PREFIXES: prefixes,
        NAMED_LOG_GROUPS: named,
      },
      memorySize: 256,
      timeout: Duration.minutes(5), // CloudWatch Logs takes five changes of filters a second
    });
    this.allow(props);
    const subscribed = new CustomResource(this, 'LogGroups', {
      resourceType: 'Custom::SubscribedLogGroups',
      serviceToken: this.fn.fn.functionArn,
      serviceTimeout: Duration.minutes(6),
      properties: { prefixes, named, filterPattern, destination: destination.arn },
    });
    subscribed.node.addDependency(destination.permission, this.fn);
    this.report = subscribed.getAttString('report');
    const hourly = new Rule(this, 'Hourly', {
      description: 'mm7watch: log groups of which CloudTrail did not tell',
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new FunctionTarget(this.fn.fn, { event: RuleTargetInput.fromObject({ kind: 'hourly' }) })],
    });
    const created = new Rule(this, 'NewLogGroups', {
      description: 'mm7watch: log groups that are made after the deployment, where a trail of CloudTrail tells of them',
      eventPattern: {
        source: ['aws.logs'],
        detailType: ['AWS API Call via CloudTrail'],
        detail: {
          eventSource: ['logs.amazonaws.com'],
          eventName: ['CreateLogGroup'],
          requestParameters: { logGroupName: logGroups.prefixes.map((prefix) => ({ prefix })) },
        },
      },
      targets: [new FunctionTarget(this.fn.fn)],
    });
    for (const rule of [hourly, created]) {
      Validations.of(rule).acknowledge({
        id: 'Serverless-EventBusDLQ',
        reason: 'The next hour finds the log groups that an event which was lost was about.',
      });
    }
  }

  private allow({ context, ingest }: SubscribeProps): void {
    const stack = Stack.of(this);
    const underPrefixes = context.settings.logGroups.prefixes.map(
      (prefix) => `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:${prefix}*`,
    );
    const allow = (actions: string[], resources: string[]) =>
      this.fn.fn.addToRolePolicy(new PolicyStatement({ actions, resources }));
    allow(['logs:DescribeLogGroups'], ['*']); // lists by prefix; IAM knows no narrower resource for it
    allow(['logs:PutSubscriptionFilter', 'logs:DeleteSubscriptionFilter'], underPrefixes);
    const { roleArn } = ingest.destination;
    if (roleArn !== undefined) allow(['iam:PassRole'], [roleArn]);
    const role = this.fn.fn.role;
    if (!role) return;
    const reason = 'The log groups are known by their beginning only; some of them are yet to be made.';
    Validations.of(role).acknowledge(
      { id: 'AwsSolutions-IAM5[Resource::*]', reason: 'Listing log groups by prefix knows no narrower resource.' },
      ...context.settings.logGroups.prefixes.map((prefix) => ({
        id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<AWS::Region>:<AWS::AccountId>:log-group:${prefix}*]`,
        reason,
      })),
    );
  }
}
