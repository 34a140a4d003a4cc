import type { GatewayMinute } from './gateway/simulate.ts';
import type { LocalPipeline } from './pipeline.ts';

/** One minute of a gateway through every stage; returns the log events it had. */
export async function playMinute(
  { batches }: GatewayMinute,
  nowMs: number,
  pipeline: Pick<LocalPipeline, 'ingest' | 'roll' | 'detect' | 'notify'>,
): Promise<number> {
  const summaries = [];
  for (const batch of batches) summaries.push(await pipeline.ingest(batch, nowMs));
  await pipeline.roll(summaries.flatMap(({ touched }) => touched));
  await pipeline.detect(nowMs);
  await pipeline.notify(nowMs);
  return summaries.reduce((sum, summary) => sum + summary.seen, 0);
}
