import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Function as LambdaFunction,
  LoggingFormat,
  RecursiveLoop,
  Runtime,
  SystemLogLevel,
} from 'aws-cdk-lib/aws-lambda';
import type { DynamoEventSource, KinesisEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundledSettingsOf } from '../../shared/config/bundled.ts';
import type { EnvironmentOf } from '../../shared/config/environment.ts';
import { type FunctionName, OWN_LOG_GROUP_PREFIX } from '../../shared/config/names.ts';
import type { Settings } from '../../shared/config/settings.ts';
import { bundleFunction } from './bundle.ts';
import type { FailureStore } from './failure-store.ts';

/** What all functions share. */
export interface FunctionContext {
  readonly settings: Settings;
  readonly failures: FailureStore;
}

/** What differs from function to function. */
export interface PipelineFunctionProps<Name extends FunctionName> {
  readonly name: Name;
  readonly context: FunctionContext;
  /** Exactly the variables that the function reads; the compiler compares them with the schema the function parses. */
  readonly environment: EnvironmentOf<Name>;
  /**
   * The file that holds the handler, without its ending.
   * @default 'handler'
   */
  readonly entry?: string;
  /**
   * Megabytes, with which processor time comes.
   * @default 512
   */
  readonly memorySize?: number;
  /** @default - 30 seconds */
  readonly timeout?: Duration;
}

/**
 * A function with everything on which all of them agree: runtime, bundle, logs, and what becomes of a call that fails. No
 * versions and no aliases: they would be replaced with each change of the code.
 */
export class PipelineFunction<Name extends FunctionName = FunctionName> extends Construct {
  readonly name: Name;
  readonly fn: LambdaFunction;
  readonly logGroup: LogGroup;
  private mappingId: string | undefined;

  constructor(scope: Construct, id: string, props: PipelineFunctionProps<Name>) {
    super(scope, id);
    this.name = props.name;
    const { settings, failures } = props.context;
    const stackName = Stack.of(this).stackName;
    this.logGroup = new LogGroup(this, 'Logs', {
      logGroupName: `${OWN_LOG_GROUP_PREFIX}${stackName}/${props.name}`,
      retention: settings.retention.functionLogDays,
      removalPolicy: RemovalPolicy.DESTROY, // else a stack that is made again would find its name taken
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    this.fn = new LambdaFunction(this, 'Function', {
      description: `mm7watch ${props.name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: bundleFunction(props.name, props.entry ?? 'handler', bundledSettingsOf(settings, props.name)),
      role,
      environment: { ...props.environment, STACK_NAME: stackName, NODE_OPTIONS: '--enable-source-maps' },
      memorySize: props.memorySize ?? 512,
      timeout: props.timeout ?? Duration.seconds(30),
      reservedConcurrentExecutions: settings.reservedConcurrency[props.name],
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      systemLogLevelV2: SystemLogLevel.WARN,
      recursiveLoop: RecursiveLoop.TERMINATE,
      retryAttempts: 2,
      maxEventAge: Duration.hours(6),
      onFailure: failures.onFailure,
    });
    Validations.of(this.fn).acknowledge(
      {
        id: 'Serverless-LambdaDLQ',
        reason:
          'The failure destination in S3 keeps the payload and the error, for as long as is wanted; a queue does not.',
      },
      {
        id: 'Serverless-LambdaTracing',
        reason:
          'A call is told in full by its one line in the log; traces are paid for by the call and would add nothing.',
      },
    );
  }

  /** Id of the mapping by which it reads a stream; undefined where it reads none. */
  get streamMappingId(): string | undefined {
    return this.mappingId;
  }

  /** Lets it read a stream; one at most. */
  readStream(source: DynamoEventSource | KinesisEventSource): void {
    this.fn.addEventSource(source);
    this.mappingId = source.eventSourceMappingId;
  }
}
