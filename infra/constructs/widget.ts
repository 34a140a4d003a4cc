import { type ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';

/** What the widgets of the dashboard need. */
export interface WidgetProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
  /** Given to whoever may ask for counts: CloudWatch calls the function in the name of who looks at the dashboard. */
  readonly readers: ManagedPolicy;
}

/** Draws tables and heat map of the dashboard from the exact counts. */
export class Widget extends Construct {
  readonly fn: PipelineFunction<'widget'>;

  constructor(scope: Construct, id: string, props: WidgetProps) {
    super(scope, id);
    const { context, storage, readers } = props;
    this.fn = new PipelineFunction(this, 'Widget', {
      name: 'widget',
      context,
      environment: { TABLE_NAME: storage.table.tableName },
    });
    const read = ['R#', 'H#', 'D#', 'E#', 'A#', 'V#'];
    storage.grantItems(this.fn.fn, { actions: ['Query', 'GetItem'], leadingKeys: read });
    readers.addStatements(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [this.fn.fn.functionArn] }),
    );
  }
}
