/** What the ingest function runs of a delivery, with storing replaced by a sink; `ingest.ts` bundles it as functions are. */
import { decodePayload } from '#shared/adapters/cloudwatch-logs/decode.ts';
import { sha256 } from '#shared/adapters/sha256.ts';
import { ExtractionSettings, extractSettingsOf } from '#shared/config/extraction.ts';
import type { PartialCount } from '#shared/domain/partial.ts';
import { ingest } from '#shared/pipeline/ingest.ts';

const SETTINGS = {
  ...{ extraction: extractSettingsOf(ExtractionSettings.parse({})), shards: 1 },
  ...{ maxAgeMs: Number.POSITIVE_INFINITY, maxAheadMs: Number.POSITIVE_INFINITY },
};

/** Where partials go instead of the table. */
export type Sink = (partials: readonly PartialCount[]) => void;

/**
 * Ingests payloads one after another.
 * @returns the events they held
 */
export async function ingestAll(payloads: readonly string[], sink: Sink): Promise<number> {
  const partials = { put: async (made: readonly PartialCount[]) => sink(made), list: async () => [] };
  let events = 0;
  for (const payload of payloads) {
    const delivery = decodePayload(payload);
    if (delivery.kind === 'control') continue;
    events += delivery.batch.events.length;
    await ingest(delivery.batch, 0, SETTINGS, { partials, sha256 });
  }
  return events;
}
