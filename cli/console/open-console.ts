import { setTimeout as wait } from 'node:timers/promises';
import { UsageError } from '../exit.ts';
import type { Api } from './api.ts';
import { buildPage } from './build-page.ts';
import { hasSomebodyBefore, openInBrowser } from './open-in-browser.ts';
import { type ConsoleServer, serveConsole } from './server.ts';

/** How the page is opened. */
export interface ConsoleOptions {
  readonly api: Api;
  readonly say: (line: string) => void;
  /** Path with which it begins, as `/?from=…&to=…`. */
  readonly path?: string;
  readonly port?: number | undefined;
  readonly open?: true | undefined;
}

/** The page while it is served. */
export interface OpenConsole {
  /** Tells whoever looks that the counts go up to this instant. */
  readonly tell: (nowMs: number) => void;
  /** Serves on after the last word: until interrupted with `keep`, else for as long as somebody looks at it from a terminal. */
  readonly leave: (keep: boolean) => Promise<void>;
  /** Serves until interrupted. */
  readonly stay: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Tried first, so that the address is the same from one start to the next. */
const USUAL_PORT = 7007;
/** A page that is loaded again is away for a moment. */
const RELOAD_MS = 3_000;
const LOOK_EVERY_MS = 500;

/** Serves the page on this machine, prints its address and, where it is wanted and somebody is there, opens it. */
export async function openConsole({ api, say, path = '/', port, open }: ConsoleOptions): Promise<OpenConsole> {
  const page = buildPage();
  page.catch((error: Error) => say(`the page cannot be shown: ${error.message}`));
  const server = await serve(api, page, port);
  const address = server.addressOf(path);
  say(`Page: ${address}`);
  if (open && hasSomebodyBefore()) openInBrowser(address);
  return {
    tell: server.audience.tell,
    async leave(keep) {
      server.audience.end();
      if (keep) await stay(say);
      else if (hasSomebodyBefore() && server.audience.size() > 0) await untilNobodyLooks(server, say);
      await server.close();
    },
    async stay() {
      await stay(say);
      await server.close();
    },
    close: server.close,
  };
}

/** @throws UsageError where the port that was asked for cannot be had */
async function serve(api: Api, page: ReturnType<typeof buildPage>, port: number | undefined): Promise<ConsoleServer> {
  try {
    return await serveConsole({ api, page, port: port ?? USUAL_PORT });
  } catch (cause) {
    if (port === undefined) return serveConsole({ api, page, port: 0 }); // another mm7watch has the usual one
    throw new UsageError(`--port must be a free port, got ${port}; leave it out for one that is`, { cause });
  }
}

async function stay(say: (line: string) => void): Promise<void> {
  say('The page stays until you press Ctrl-C.');
  await interrupted(new AbortController());
}

async function untilNobodyLooks({ audience }: ConsoleServer, say: (line: string) => void): Promise<void> {
  say('The page is open and stays as long; close it or press Ctrl-C to end.');
  const done = new AbortController();
  const gone = async () => {
    for (let emptyMs = 0; emptyMs < RELOAD_MS && !done.signal.aborted; await wait(LOOK_EVERY_MS))
      emptyMs = audience.size() > 0 ? 0 : emptyMs + LOOK_EVERY_MS;
  };
  await Promise.race([gone(), interrupted(done)]);
  done.abort();
}

/** Resolves with Ctrl-C, or where something else was first. */
function interrupted(done: AbortController): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      process.off('SIGINT', end);
      done.abort();
      resolve();
    };
    process.once('SIGINT', end);
    done.signal.addEventListener('abort', end, { once: true });
  });
}
