import { createLogUpdate } from 'log-update';
import type { Notification } from '#shared/domain/message/notification.ts';
import { textOf } from '#shared/domain/message/text.ts';
import type { Told } from '#shared/domain/message/told.ts';
import type { Overview } from '#shared/pipeline/query.ts';
import { alertText } from './alert.ts';
import { overviewText } from './overview.ts';

/** Where a run tells what it does: to people, or to a program. */
export interface RunOutput {
  /** Something worth knowing on the way. */
  readonly say: (line: string) => void;
  readonly notified: (notification: Notification) => void;
  /** Draws a picture of now over the last one; only a terminal has one. */
  readonly live: (picture: () => string) => void;
  /** The closing tables, and what could not be read. */
  readonly finish: (overview: Overview, unread: readonly string[]) => void;
}

/**
 * The output that a run is asked for.
 * @param told what texts know beside the episode
 */
export function outputOf({ json }: { readonly json?: boolean | undefined }, told: Told): RunOutput {
  return json ? jsonOutput(told) : terminalOutput(told);
}

/** Text for people; a live picture where standard output is a terminal. */
function terminalOutput(told: Told): RunOutput {
  const screen = process.stdout.isTTY ? createLogUpdate(process.stdout) : null;
  const print = (text: string) => {
    screen?.clear();
    process.stdout.write(`${text}\n`);
  };
  return {
    say: print,
    notified: (notification) => print(`${alertText(notification, told)}\n`),
    live: (picture) => screen?.(picture()),
    finish(overview, unread) {
      print(overviewText(overview));
      for (const line of unread) print(line);
    },
  };
}

/** One JSON object a line: `{"notification":…}` as they come, then `{"overview":…}`; all else goes to standard error. */
function jsonOutput(told: Told): RunOutput {
  const write = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  return {
    say: (line) => process.stderr.write(`${line}\n`),
    notified: (notification) => write({ notification: { ...notification, ...textOf(notification, told) } }),
    live: () => undefined,
    finish: (overview, unread) => write({ overview: { ...overview, unread } }),
  };
}
