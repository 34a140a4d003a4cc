import * as z from 'zod/mini';
import { isOngoing } from '../../domain/episode.ts';
import { dimensionOf, EVERYTHING } from '../../domain/scope.ts';
import { HOUR_MS, MINUTE_MS } from '../../domain/time.ts';
import type { QueryPorts } from '../../pipeline/query.ts';
import { HealthAnswer } from '../answers.ts';
import { readRoute } from '../route.ts';

const LOOKS_BACK_MS = 3 * HOUR_MS;

/** Whether questions can be answered, and how fresh the counts are. */
export const health = readRoute({
  path: '/v1/health',
  summary: 'Whether the counts can be read, how fresh they are, and how many episodes are open',
  parameters: z.strictObject({}),
  answer: { name: 'Health', shape: HealthAnswer },
  async respond({ nowMs }, ports: QueryPorts) {
    const recent = { fromMs: nowMs - LOOKS_BACK_MS, toMs: nowMs + MINUTE_MS };
    const [rollups, active, logGroups] = await Promise.all([
      ports.rollups.list({ dimension: dimensionOf(EVERYTHING), step: 'minute', ...recent }),
      ports.episodes.listActive(),
      ports.dimensions.list('group'),
    ]);
    return {
      status: 'ok' as const,
      nowMs,
      latestMinuteMs: rollups.at(-1)?.startMs ?? null,
      openEpisodes: active.filter(isOngoing).length,
      logGroups: logGroups.length,
    };
  },
});
