import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Emulator } from './emulator.ts';
import { run } from './run-command.ts';
import { readTemplate, type Template } from './template.ts';

export const STACK = 'mm7watch';
const CDK = join(import.meta.dirname, '../../node_modules/.bin/cdk');

/** What a deployment gave. */
export interface Deployed {
  readonly template: Template;
  readonly outputs: Readonly<Record<string, string>>;
  /** What the command said. */
  readonly said: string;
}

/** Prepares account and region as `cdk deploy` wants them. */
export async function bootstrap(emulator: Emulator): Promise<void> {
  await run(CDK, ['bootstrap', 'aws://000000000000/us-east-1'], { environment: emulator.environment });
}

/** Deploys the app with settings, as a user would. */
export async function deploy(emulator: Emulator, settings: object, name: string): Promise<Deployed> {
  const folder = join(emulator.folder, name);
  const settingsFile = join(emulator.folder, `${name}.json`);
  const outputsFile = join(emulator.folder, `${name}-outputs.json`);
  writeFileSync(settingsFile, JSON.stringify(settings));
  const parameters = ['--require-approval', 'never', '--output', folder, '--context', `settings=${settingsFile}`];
  const said = await run(CDK, ['deploy', STACK, ...parameters, '--outputs-file', outputsFile], {
    environment: emulator.environment,
  });
  const outputs = z
    .record(z.string(), z.record(z.string(), z.string()))
    .parse(JSON.parse(readFileSync(outputsFile, 'utf8')));
  return { template: readTemplate(folder, STACK), outputs: outputs[STACK] ?? {}, said };
}

/** An output of a deployment. */
export function outputOf({ outputs }: Deployed, name: string): string {
  const value = outputs[name];
  if (value === undefined) throw new Error(`the stack has no output ${name}, only ${Object.keys(outputs).join(', ')}`);
  return value;
}
