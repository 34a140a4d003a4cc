import { Duration } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { type FunctionContext, PipelineFunction } from './pipeline-function.ts';
import type { Storage } from './storage.ts';

/** What slack-actions needs. */
export interface SlackActionsProps {
  readonly context: FunctionContext;
  readonly storage: Storage;
  /** Secret that holds the signing secret of the app. */
  readonly signingSecretName: string;
}

/** Buttons that people press in Slack, over a URL that is open to all and answers only what Slack has signed. */
export class SlackActions extends Construct {
  readonly fn: PipelineFunction<'slack-actions'>;
  /** To be entered as the request URL of the app's interactivity. */
  readonly url: string;

  constructor(scope: Construct, id: string, { context, storage, signingSecretName }: SlackActionsProps) {
    super(scope, id);
    this.fn = new PipelineFunction(this, 'SlackActions', {
      name: 'slack-actions',
      context,
      environment: { TABLE_NAME: storage.table.tableName, SIGNING_SECRET_NAME: signingSecretName },
      memorySize: 1024, // Slack waits for three seconds, and a cold start is the most of them
      timeout: Duration.seconds(10),
    });
    const { fn } = this.fn;
    storage.grantItems(fn, { actions: ['Query', 'GetItem', 'PutItem'], leadingKeys: ['E#', 'A#'] });
    storage.grantItems(fn, { actions: ['DeleteItem'], leadingKeys: ['A#'] });
    Secret.fromSecretNameV2(this, 'SigningSecret', signingSecretName).grantRead(fn);
    this.url = fn.addFunctionUrl({ authType: FunctionUrlAuthType.NONE }).url;
  }
}
