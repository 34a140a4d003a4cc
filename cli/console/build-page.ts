import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { build } from 'esbuild';

/** A file of the page as it is served. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array;
}

/** What an episode's page says more of; plain text, since a browser downloads Markdown. */
const CAUSES_PATH = '/docs/causes.txt';
const SOURCES = join(import.meta.dirname, '../../console');
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/**
 * Builds the page into memory and gives its files by path. That takes a fraction of a second in a process of its own, so that it
 * is done at each start: nothing built is committed, kept, or ever out of date.
 */
export async function buildPage(): Promise<ReadonlyMap<string, PageFile>> {
  const { outputFiles } = await build({
    entryPoints: {
      first: join(SOURCES, 'first.ts'),
      page: join(SOURCES, 'main.tsx'),
      style: join(SOURCES, 'style/all.css'),
    },
    splitting: true,
    chunkNames: 'common',
    outdir: '/',
    write: false,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'silent',
  });
  return new Map([
    ['/index.html', { type: 'text/html; charset=utf-8', body: await readFile(join(SOURCES, 'index.html')) }],
    [CAUSES_PATH, { type: 'text/plain; charset=utf-8', body: await readFile(join(SOURCES, '../docs/causes.md')) }],
    ['/icon.svg', { type: 'image/svg+xml', body: await readFile(join(SOURCES, 'icon.svg')) }],
    ...outputFiles.map(({ path, contents }): [string, PageFile] => [
      `/${path.split(/[\\/]/).at(-1)}`,
      { type: TYPES[extname(path)] ?? 'application/octet-stream', body: contents },
    ]),
  ]);
}
