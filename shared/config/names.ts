/** Names on which infrastructure, functions and command agree. */

/** The functions that are deployed, each named after its stage. */
export const FUNCTION_NAMES = [
  'ingest',
  'detect',
  'notify',
  'query',
  'act',
  'subscribe',
  'slack-actions',
  'widget',
] as const;
export type FunctionName = (typeof FUNCTION_NAMES)[number];

/** Settings file that is read where none is named. */
export const SETTINGS_FILE = 'mm7watch.config.json';

/** The part of the settings a function needs lies beside its code under this name; an environment holds 4 kB at most. */
export const BUNDLED_SETTINGS_FILE = 'settings.json';

/** All log groups of mm7watch itself begin with this, and none of them is ever subscribed: its own lines would feed it for ever. */
export const OWN_LOG_GROUP_PREFIX = '/mm7watch/';

/** What the schedules call detect for, as the event's `kind`. */
export const DETECT_CALLS = { tick: 'tick', sweep: 'sweep', reconcile: 'reconcile' } as const;

/** Over how many shards a minute is spread; one takes some 1,000 events a second, and whoever writes and rolls must agree. */
export const SHARDS = 1;

/** Log stream of the canary's lines. */
export const CANARY_STREAM = 'mm7watch-canary';

/** CloudWatch namespace of the metrics. */
export const METRIC_NAMESPACE = 'mm7watch';

/** Metrics that functions emit and alarms and dashboard read. */
export const METRICS = {
  /** Statuses of the last whole minute by family of codes; the one metric with a dimension beside the stack's. */
  submitsByFamily: 'SubmitsByFamily',
  /** Events that hold a status which cannot be read or told. */
  unreadable: 'UnreadableEvents',
  openEpisodes: 'OpenEpisodes',
  /** One a tick; its absence is the alarm. */
  ticks: 'Ticks',
  eventsSeen: 'EventsSeen',
  statuses: 'Statuses',
  refused: 'RefusedEvents',
  unsent: 'UnsentNotifications',
  /** Minutes that a sweep found behind their partials: their notice was lost, or their rolling broke off. */
  minutesBehind: 'MinutesBehind',
  /** Events that arrived in log groups and are not accounted for. */
  missing: 'MissingEvents',
  /** Lines of the canary that were not counted, and that were counted more than once. */
  canaryLost: 'CanaryLost',
  canaryRepeated: 'CanaryRepeated',
} as const;

/** Dimension by which two deployments in one account are told apart; Powertools gives every metric this one, and it holds the stack's name. */
export const SERVICE_DIMENSION = 'service';
/** A further dimension; a dozen values, where codes and services would be thousands, each paid for. */
export const FAMILY_DIMENSION = 'family';
/** Beside it, what was refused of a log group, so that the ledger can account for it; told only where something was. */
export const LOG_GROUP_DIMENSION = 'logGroup';
