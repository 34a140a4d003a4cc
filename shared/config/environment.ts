import * as z from 'zod/mini';
import type { FunctionName } from './names.ts';

const Text = z.string().check(z.minLength(1));

/** What every function is told. */
const COMMON = {
  STACK_NAME: Text,
  /** Set by Lambda: the folder that holds the code and the settings. */
  LAMBDA_TASK_ROOT: Text,
};

/** Set by Lambda for every function; read by those that link to the region's console. */
const REGION = { AWS_REGION: Text };

export const IngestEnvironment = z.object({ ...COMMON, TABLE_NAME: Text });
export const DetectEnvironment = z.object({
  ...COMMON,
  TABLE_NAME: Text,
  TOPIC_ARN: Text,
  ...REGION,
  /** Empty where nobody listens for heartbeats. */
  HEARTBEAT_URL: z.string(),
  /** Empty where no topic takes heartbeats. */
  HEARTBEAT_TOPIC_ARN: z.string(),
  FILTER_NAME: Text,
  FILTER_PATTERN: z.string(),
  /** What the filter delivers to, as CloudWatch names it in its metrics. */
  DESTINATION_TYPE: z.enum(['Lambda', 'Kinesis']),
  /** Empty where no canary is wanted. */
  CANARY_LOG_GROUP: z.string(),
});
export const NotifyEnvironment = z.object({
  ...COMMON,
  TABLE_NAME: Text,
  /** Secret that holds the token of a bot, or the address of a webhook. */
  SLACK_SECRET_NAME: Text,
  /** Channel to which the bot writes; empty for a webhook, which has its own. */
  SLACK_CHANNEL: z.string(),
  /** Whether somebody listens to buttons. */
  SLACK_BUTTONS: z.enum(['yes', 'no']),
});
export const SlackActionsEnvironment = z.object({
  ...COMMON,
  TABLE_NAME: Text,
  /** Secret that holds the signing secret of the app whose buttons are pressed. */
  SIGNING_SECRET_NAME: Text,
});
export const QueryEnvironment = z.object({ ...COMMON, TABLE_NAME: Text });
export const ActEnvironment = z.object({ ...COMMON, TABLE_NAME: Text });
export const WidgetEnvironment = z.object({ ...COMMON, TABLE_NAME: Text });
export const SubscribeEnvironment = z.object({
  ...COMMON,
  DESTINATION_ARN: Text,
  /** Role with which CloudWatch Logs writes to a stream; empty where the destination is a function. */
  DESTINATION_ROLE_ARN: z.string(),
  FILTER_NAME: Text,
  FILTER_PATTERN: z.string(),
  /** JSON array of strings. */
  LOG_GROUP_PREFIXES: Text,
  /** JSON array of those log groups under the prefixes that are named as well. */
  NAMED_LOG_GROUPS: Text,
});

/** The environments by function. */
interface Environments {
  readonly ingest: typeof IngestEnvironment;
  readonly detect: typeof DetectEnvironment;
  readonly notify: typeof NotifyEnvironment;
  readonly query: typeof QueryEnvironment;
  readonly act: typeof ActEnvironment;
  readonly subscribe: typeof SubscribeEnvironment;
  readonly 'slack-actions': typeof SlackActionsEnvironment;
  readonly widget: typeof WidgetEnvironment;
}

/** What infrastructure has to give a function: exactly the variables its schema asks for, but for those every function or Lambda itself sets. */
export type EnvironmentOf<Name extends FunctionName> = Readonly<
  Omit<z.input<Environments[Name]>, keyof typeof COMMON | keyof typeof REGION>
>;
