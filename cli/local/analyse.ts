import { catalogueOf } from '#shared/config/extraction.ts';
import { NO_LINKS } from '#shared/domain/message/links.ts';
import { formatMinute } from '#shared/domain/time.ts';
import { queryOverview } from '#shared/pipeline/query.ts';
import { localApi } from '../console/api.ts';
import { openConsole } from '../console/open-console.ts';
import { hasSomebodyBefore } from '../console/open-in-browser.ts';
import { EXIT, reportError } from '../exit.ts';
import { noProgress, type Progress } from '../terminal/progress.ts';
import { outputOf } from '../terminal/run-output.ts';
import { startBacklog } from './backlog.ts';
import { cacheLeaves } from './cached-leaves.ts';
import { follow } from './follow.ts';
import { openLocalPipeline } from './pipeline.ts';
import { readToEnd } from './read-to-end.ts';
import type { RunOptions } from './run-options.ts';
import { startTally } from './run-tally.ts';
import { loadSettings } from './settings.ts';
import { sizeOfInputs } from './sources/bytes.ts';

/**
 * Reads logs through the whole pipeline and tells what went wrong in them.
 * @returns the exit code; what was read before an input broke is counted and shown all the same
 * @throws InputError before anything is read where an input is missing
 */
export async function analyse(inputs: readonly string[], options: RunOptions): Promise<number> {
  const settings = await loadSettings(options.settings);
  const sizeBytes = await sizeOfInputs(inputs);
  const output = outputOf(options, { catalogue: catalogueOf(settings.extraction), links: NO_LINKS });
  const screen: { progress: Progress } = { progress: noProgress };
  const pipeline = await openLocalPipeline({
    storeFolder: options.store,
    settings,
    notifier: {
      notify: async (notification) => screen.progress.interrupt(() => output.notified(notification)),
    },
    readThrough: options.follow ? undefined : cacheLeaves,
  });
  try {
    const run = { inputs, pipeline, backlog: startBacklog(pipeline), tally: startTally(Date.now()), screen };
    const look = { ...options, api: localApi(pipeline.query, Date.now), say: output.say };
    const page = options.follow && !options.json ? await openConsole(look) : null;
    page?.tell(Date.now());
    const told = page?.tell ?? (() => undefined);
    const failure = await (options.follow ? follow(run, told) : readToEnd(run, sizeBytes));
    const { fromMs, toMs } = run.tally.range();
    output.finish(await queryOverview({ fromMs, toMs }, pipeline.query), run.tally.unread());
    await page?.close();
    if (!options.follow && (options.keep || (options.open && hasSomebodyBefore()))) {
      const path = `/?from=${formatMinute(fromMs)}&to=${formatMinute(toMs)}`;
      const result = await openConsole({ ...look, path });
      result.tell(toMs);
      await result.stay();
    }
    return failure === null ? EXIT.ok : reportError(failure);
  } finally {
    await pipeline.close();
  }
}
