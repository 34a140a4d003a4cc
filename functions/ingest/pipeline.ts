import { decodePayload } from '#shared/adapters/cloudwatch-logs/decode.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { dynamoPartialStore } from '#shared/adapters/dynamodb/partials.ts';
import { dynamoSampleStore } from '#shared/adapters/dynamodb/samples.ts';
import { tellBy, tellInLog } from '#shared/adapters/emf.ts';
import { readBundledSettings } from '#shared/adapters/lambda-settings.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { IngestEnvironment } from '#shared/config/environment.ts';
import { extractSettingsOf } from '#shared/config/extraction.ts';
import { LOG_GROUP_DIMENSION, METRICS, SHARDS } from '#shared/config/names.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { DAY_MS, HOUR_MS } from '#shared/domain/time.ts';
import { ingest } from '#shared/pipeline/ingest.ts';

const environment = parseSettings(IngestEnvironment, process.env, 'environment of ingest');
const settings = readBundledSettings(environment.LAMBDA_TASK_ROOT);
const table = { client: dynamoClient(), tableName: environment.TABLE_NAME };
const ports = {
  partials: dynamoPartialStore(table),
  samples: settings.extraction.sampleIds ? dynamoSampleStore(table) : undefined,
  sha256,
};
const tell = tellInLog(environment.STACK_NAME);
const tellRefused = tellBy(environment.STACK_NAME, { name: METRICS.refused, dimension: LOG_GROUP_DIMENSION });
const ingestSettings = {
  extraction: extractSettingsOf(settings.extraction),
  shards: SHARDS,
  maxAgeMs: 20 * DAY_MS, // partials are kept for 30 days, so that a replay within them is recognised
  maxAheadMs: 2 * HOUR_MS,
};

/**
 * Ingests what CloudWatch Logs delivers, however it was brought.
 * @param payload base64 of gzip of JSON
 * @throws where it cannot be decoded or stored; it is to be delivered again
 */
export async function ingestPayload(payload: string): Promise<void> {
  const decoded = decodePayload(payload);
  if (decoded.kind === 'control') return; // CloudWatch Logs trying whether anybody is there
  const summary = await ingest(decoded.batch, Date.now(), ingestSettings, ports);
  const refused = summary.refusedOld + summary.refusedAhead;
  if (refused > 0) tellRefused(new Map([[decoded.batch.logGroup, refused]]));
  tell({
    counts: { [METRICS.eventsSeen]: summary.seen, [METRICS.statuses]: summary.statuses, [METRICS.refused]: refused },
    details: { logGroup: decoded.batch.logGroup, shapes: summary.shapes.join('\n') },
  });
}
