import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { type BuildOptions, buildSync } from 'esbuild';
import type { BundledSettingsInput } from '../../shared/config/bundled.ts';
import { BUNDLED_SETTINGS_FILE, type FunctionName } from '../../shared/config/names.ts';

/** Folder of the functions, wherever this package is installed. */
const FUNCTIONS = join(import.meta.dirname, '../../functions');

/**
 * Providers of credentials that Lambda never asks, since a function's credentials stand in its environment: a quarter of the
 * SDK. The SDK loads them only when it has found no others.
 */
const UNUSED_CREDENTIALS = ['ini', 'process', 'sso', 'web-identity'].map(
  (provider) => `@aws-sdk/credential-provider-${provider}`,
);

/** How functions are built; `bench/coldstart.ts` measures what comes of it. */
export const BUNDLE_OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs', // loads faster than an ES module of one file
  mainFields: ['module', 'main'], // ES modules can be shaken, which halves the SDK
  external: UNUSED_CREDENTIALS,
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'error',
} as const satisfies BuildOptions;

/** The file in which a function's code begins. */
export function entryOf(name: FunctionName, entry = 'handler'): string {
  return join(FUNCTIONS, name, `${entry}.ts`);
}

/** Builds a function in this process, with its settings beside it; no Docker and no shell are needed. */
export function bundleFunction(name: FunctionName, entry: string, settings: BundledSettingsInput): Code {
  return Code.fromAsset(join(FUNCTIONS, name), {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      image: DockerImage.fromRegistry('unused'), // asked for by type; `tryBundle` below always succeeds or throws
      local: {
        tryBundle(outputFolder) {
          buildSync({
            ...BUNDLE_OPTIONS,
            entryPoints: [entryOf(name, entry)],
            outfile: join(outputFolder, 'index.js'),
          });
          writeFileSync(join(outputFolder, BUNDLED_SETTINGS_FILE), JSON.stringify(settings));
          return true;
        },
      },
    },
  });
}
