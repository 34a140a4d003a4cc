import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Mm7WatchStack } from '../../infra/stack.ts';
import { EVERYTHING, THROUGH_STREAM } from './synthesized.ts';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'mm7watch-nag-'));
});
afterEach(() => rmSync(outdir, { recursive: true, force: true }));

test.each([
  ['nothing set', {}],
  ['everything set', EVERYTHING],
  ['everything through a stream', THROUGH_STREAM],
])('with %s, AwsSolutions and Serverless find nothing that is not acknowledged with its reason', (_name, settings) => {
  const app = new App({ outdir, context: { 'aws:cdk:bundling-stacks': [] } });
  new Mm7WatchStack(app, 'mm7watch', { settings });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  app.synth();
  expect(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports).toEqual([]);
});
