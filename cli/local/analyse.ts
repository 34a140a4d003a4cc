import { catalogueOf } from '#shared/config/extraction.ts';
import { NO_LINKS } from '#shared/domain/message/links.ts';
import { queryOverview } from '#shared/pipeline/query.ts';
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
    const failure = await (options.follow ? follow(run) : readToEnd(run, sizeBytes));
    output.finish(await queryOverview(run.tally.range(), pipeline.query), run.tally.unread());
    return failure === null ? EXIT.ok : reportError(failure);
  } finally {
    await pipeline.close();
  }
}
