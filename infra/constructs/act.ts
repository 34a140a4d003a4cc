import { Duration } from 'aws-cdk-lib';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';
import { urlCallers } from './url-callers.ts';

/** What act needs. */
export interface ActProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
}

/**
 * Lets people acknowledge, silence and mark over a URL that asks for IAM credentials. A function beside query: a policy can tell
 * functions apart and not methods, and who may ask may not for that reason hide an alert.
 */
export class Act extends Construct {
  readonly fn: PipelineFunction<'act'>;
  readonly url: string;
  /** To be attached to whoever may do so; the stack attaches it to nobody. */
  readonly operators: ManagedPolicy;

  constructor(scope: Construct, id: string, props: ActProps) {
    super(scope, id);
    const { context, storage } = props;
    this.fn = new PipelineFunction(this, 'Act', {
      name: 'act',
      context,
      environment: { TABLE_NAME: storage.table.tableName },
      timeout: Duration.seconds(20),
    });
    storage.grantItems(this.fn.fn, { actions: ['GetItem'], leadingKeys: ['E#'] });
    storage.grantItems(this.fn.fn, { actions: ['Query', 'DeleteItem'], leadingKeys: ['A#'] });
    storage.grantItems(this.fn.fn, { actions: ['PutItem'], leadingKeys: ['E#', 'A#', 'M#'] });
    this.url = this.fn.fn.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }).url;
    this.operators = urlCallers(
      this,
      'Operators',
      this.fn.fn,
      'May acknowledge, silence and mark over the URL of mm7watch',
    );
  }
}
