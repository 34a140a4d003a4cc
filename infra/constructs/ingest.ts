import { Duration, Stack } from 'aws-cdk-lib';
import { CfnPermission, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CfnSubscriptionFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { LogDestination } from './log-destination.ts';
import { LogStreamInlet } from './log-stream-inlet.ts';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';
import { streamFailureOptions } from './stream-failures.ts';

/** What ingest needs. */
export interface IngestProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
}

/** Takes log events in, straight from subscription filters or through a stream, and filters the named log groups. */
export class Ingest extends Construct {
  readonly fn: PipelineFunction<'ingest'>;
  readonly destination: LogDestination;
  /** Name of the filter on each log group that is named. */
  readonly filterName: string;
  private inlet: LogStreamInlet | undefined;

  constructor(scope: Construct, id: string, props: IngestProps) {
    super(scope, id);
    const { context, storage } = props;
    const { extraction, ingestion, logGroups, filterPattern } = context.settings;
    this.filterName = Stack.of(this).stackName;
    this.fn = new PipelineFunction(this, 'Ingest', {
      name: 'ingest',
      context,
      entry: ingestion.mode === 'kinesis' ? 'kinesis-handler' : 'handler',
      environment: { TABLE_NAME: storage.table.tableName },
      memorySize: 1024, // unpacking and reading are bound by the processor
      timeout: Duration.minutes(1),
    });
    storage.grantItems(this.fn.fn, {
      actions: ['BatchWriteItem'],
      leadingKeys: extraction.sampleIds ? ['P#', 'X#'] : ['P#'],
    });
    this.destination = ingestion.mode === 'kinesis' ? this.throughStream(context) : this.direct();
    for (const logGroupName of logGroups.names) {
      const filter = new CfnSubscriptionFilter(this, `Filter ${logGroupName}`, {
        logGroupName,
        filterName: this.filterName,
        filterPattern,
        destinationArn: this.destination.arn,
        roleArn: this.destination.roleArn,
      });
      filter.node.addDependency(this.destination.permission);
    }
  }

  /** What other accounts subscribe their log groups to; undefined where none may. */
  get crossAccountArn(): string | undefined {
    return this.inlet?.crossAccountArn;
  }

  /** One permission for all log groups of this account and region: a function's policy would not hold one for each. */
  private direct(): LogDestination {
    const { account, region, partition } = Stack.of(this);
    const permission = new CfnPermission(this, 'FromLogs', {
      action: 'lambda:InvokeFunction',
      functionName: this.fn.fn.functionArn,
      principal: 'logs.amazonaws.com',
      sourceAccount: account,
      sourceArn: `arn:${partition}:logs:${region}:${account}:log-group:*:*`,
    });
    return { arn: this.fn.fn.functionArn, roleArn: undefined, permission };
  }

  private throughStream({ settings, failures }: FunctionContext): LogDestination {
    this.inlet = new LogStreamInlet(this, 'Inlet', { settings });
    this.fn.readStream(
      new KinesisEventSource(this.inlet.stream, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 50,
        maxBatchingWindow: Duration.seconds(2),
        reportBatchItemFailures: true,
        ...streamFailureOptions(failures),
      }),
    );
    return this.inlet.destination;
  }
}
