import { readSettings } from '#shared/config/settings.ts';
import { MINUTE_MS } from '#shared/domain/time.ts';
import type { RollupStore } from '#shared/ports.ts';
import { type Api, localApi } from '../../cli/console/api.ts';
import { buildPage } from '../../cli/console/build-page.ts';
import { type ConsoleServer, serveConsole } from '../../cli/console/server.ts';
import { simulateGateway } from '../../cli/local/gateway/simulate.ts';
import { openLocalPipeline } from '../../cli/local/pipeline.ts';
import { playMinute } from '../../cli/local/play-minute.ts';

/** The page over the real pipeline, fed by a simulated gateway. */
export interface Stage {
  readonly server: ConsoleServer;
  /** The table itself. */
  readonly rollups: Pick<RollupStore, 'list'>;
  /** Plays so many minutes more and tells the page. */
  readonly play: (minutes: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The first minute that is played. */
export const START_MS = Date.UTC(2026, 10, 23, 9);
const MOST_MINUTES = 144;

/** Opens the page with nothing counted yet. */
export async function openStage(): Promise<Stage> {
  let nowMs = START_MS;
  const pipeline = await openLocalPipeline({
    settings: readSettings({}, 'test'),
    notifier: { notify: async () => undefined },
  });
  const server = await servePage(localApi(pipeline.query, () => nowMs));
  server.audience.tell(nowMs);
  const gateway = simulateGateway({ seed: 1, startMs: START_MS, minutes: MOST_MINUTES });
  return {
    server,
    rollups: pipeline.query.rollups,
    async play(minutes) {
      for (let left = minutes; left > 0; left--) {
        const { value, done } = gateway.next();
        if (done) return;
        nowMs = value.minuteStartMs + MINUTE_MS;
        await playMinute(value, nowMs, pipeline);
      }
      server.audience.tell(nowMs);
    },
    async close() {
      await server.close();
      await pipeline.close();
    },
  };
}

/** The page over any API. */
export function servePage(api: Api): Promise<ConsoleServer> {
  return serveConsole({ api, page: buildPage(), port: 0 });
}
