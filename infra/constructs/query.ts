import { Duration } from 'aws-cdk-lib';
import type { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';
import { urlCallers } from './url-callers.ts';

/** What query needs. */
export interface QueryProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
}

/** Answers questions over a URL that asks for IAM credentials; it can change nothing. */
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
    const read = ['R#', 'H#', 'D#', 'E#', 'A#', 'V#', 'M#', 'X#'];
    storage.grantItems(this.fn.fn, { actions: ['Query', 'GetItem'], leadingKeys: read });
    storage.grantItems(this.fn.fn, { actions: ['BatchGetItem'], leadingKeys: ['S#scope#'] }); // what is usual, for charts
    this.url = this.fn.fn.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM }).url;
    this.readers = urlCallers(this, 'Readers', this.fn.fn, 'May ask mm7watch over its URL');
  }
}
