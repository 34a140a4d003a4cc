import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { BUNDLE_OPTIONS } from '../infra/constructs/bundle.ts';

/**
 * Loads a file of this project from a bundle made as functions are: what runs sources directly gives every function made a
 * name, and on a hot path that costs more than the function.
 * @param path from the root of the project
 */
export function loadBundled<Module>(path: string): Module {
  const folder = mkdtempSync(join(tmpdir(), 'mm7watch-bench-'));
  try {
    const outfile = join(folder, 'index.cjs');
    buildSync({ ...BUNDLE_OPTIONS, entryPoints: [join(import.meta.dirname, '..', path)], outfile });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
