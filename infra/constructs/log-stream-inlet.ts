import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Stream, StreamEncryption, StreamMode } from 'aws-cdk-lib/aws-kinesis';
import { CfnDestination } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Settings } from '../../shared/config/settings.ts';
import type { LogDestination } from './log-destination.ts';
import { removalPolicyOf } from './removal-policy.ts';

/** What the inlet needs. */
export interface LogStreamInletProps {
  readonly settings: Settings;
}

/** A stream into which CloudWatch Logs writes, from this account and from others that are allowed to. */
export class LogStreamInlet extends Construct {
  readonly stream: Stream;
  readonly destination: LogDestination;
  /** What other accounts subscribe their log groups to; undefined where none may. */
  readonly crossAccountArn: string | undefined;

  constructor(scope: Construct, id: string, props: LogStreamInletProps) {
    super(scope, id);
    this.stream = new Stream(this, 'Stream', {
      streamMode: StreamMode.ON_DEMAND,
      encryption: StreamEncryption.MANAGED,
      retentionPeriod: Duration.days(1),
      removalPolicy: removalPolicyOf(props.settings),
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('logs.amazonaws.com') });
    const grant = this.stream.grant(role, 'kinesis:PutRecord', 'kinesis:PutRecords');
    this.destination = { arn: this.stream.streamArn, roleArn: role.roleArn, permission: grant };
    const policy = this.policyForOthers(props.settings.ingestion);
    if (policy === null) return;
    const crossAccount = new CfnDestination(this, 'CrossAccount', {
      destinationName: this.destinationName,
      targetArn: this.stream.streamArn,
      roleArn: role.roleArn,
      destinationPolicy: policy,
    });
    crossAccount.node.addDependency(grant);
    this.crossAccountArn = crossAccount.attrArn;
  }

  private get destinationName(): string {
    return Stack.of(this).stackName;
  }

  /** Who else may subscribe to the destination: an organization, some accounts, or nobody. */
  private policyForOthers(ingestion: Settings['ingestion']): string | null {
    if (ingestion.mode !== 'kinesis') return null;
    const { organizationId, sourceAccounts } = ingestion;
    const statement = {
      Effect: 'Allow',
      Action: 'logs:PutSubscriptionFilter',
      Resource: Stack.of(this).formatArn({
        service: 'logs',
        resource: 'destination',
        resourceName: this.destinationName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    };
    const statements = [
      ...(organizationId === undefined
        ? []
        : [
            {
              ...statement,
              Principal: '*', // narrowed by the condition, the only way to name an organization
              Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } },
            },
          ]),
      ...(sourceAccounts.length === 0 ? [] : [{ ...statement, Principal: { AWS: sourceAccounts } }]),
    ];
    if (statements.length === 0) return null;
    return Stack.of(this).toJsonString({ Version: '2012-10-17', Statement: statements });
  }
}
