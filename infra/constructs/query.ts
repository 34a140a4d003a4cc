import { Duration } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';

/** What query needs. */
export interface QueryProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
}

/** Answers questions over a URL that asks for IAM credentials. */
export class Query extends Construct {
  readonly fn: PipelineFunction<'query'>;
  readonly url: string;
  /** To be attached to whoever may ask; the stack attaches it to nobody. */
  readonly readers: ManagedPolicy;

  constructor(scope: Construct, id: string, props: QueryProps) {
    super(scope, id);
    const { context, storage } = props;
    this.fn = new PipelineFunction(this, 'Query', {
      name: 'query',
      context,
      environment: { TABLE_NAME: storage.table.tableName },
      timeout: Duration.seconds(20),
    });
    const read = ['R#', 'H#', 'D#', 'E#', 'A#', 'V#'];
    storage.grantItems(this.fn.fn, { actions: ['Query', 'GetItem'], leadingKeys: read });
    storage.grantItems(this.fn.fn, { actions: ['BatchGetItem'], leadingKeys: ['S#scope#'] }); // what is usual, for charts
    this.url = this.fn.fn.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }).url;
    this.readers = new ManagedPolicy(this, 'Readers', {
      description: 'May ask mm7watch over its URL',
      statements: [
        new PolicyStatement({
          actions: ['lambda:InvokeFunctionUrl'],
          resources: [this.fn.fn.functionArn],
          conditions: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
        }),
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'], // asked for as well since October 2025, but only by way of the URL
          resources: [this.fn.fn.functionArn],
          conditions: { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
        }),
      ],
    });
  }
}
