import { describe, expect, expectTypeOf, test } from 'vitest';
import * as z from 'zod/mini';
import {
  ActEnvironment,
  DetectEnvironment,
  type EnvironmentOf,
  IngestEnvironment,
  NotifyEnvironment,
  QueryEnvironment,
  SubscribeEnvironment,
  WidgetEnvironment,
} from '#shared/config/environment.ts';
import { EVERYTHING, propertiesIn, THROUGH_STREAM, templateOf } from './synthesized.ts';

const SCHEMAS = [
  ['Ingest', IngestEnvironment],
  ['Detect', DetectEnvironment],
  ['Notify', NotifyEnvironment],
  ['Query', QueryEnvironment],
  ['Act', ActEnvironment],
  ['Subscribe', SubscribeEnvironment],
  ['Widget', WidgetEnvironment],
] as const;
const Environment = z.object({ Variables: z.record(z.string(), z.unknown()) });

describe.each([
  ['direct', templateOf(EVERYTHING)],
  ['through a stream', templateOf(THROUGH_STREAM)],
])('ingestion %s', (_mode, template) => {
  test.each(SCHEMAS)(
    '%s is given every variable that it asks for, and no other but the switch for source maps',
    (name, schema) => {
      const [properties] = propertiesIn(template, 'AWS::Lambda::Function', name);
      const given = Object.keys(Environment.parse(properties?.Environment).Variables);
      const setByLambda = ['LAMBDA_TASK_ROOT', 'AWS_REGION'].filter((variable) => variable in schema.shape);
      expect([...given, ...setByLambda].sort()).toEqual([...Object.keys(schema.shape), 'NODE_OPTIONS'].sort());
    },
  );
});

test('the compiler asks infrastructure for what a schema asks for, but for what all functions are given', () => {
  expectTypeOf<EnvironmentOf<'ingest'>>().toEqualTypeOf<Readonly<{ TABLE_NAME: string }>>();
  expectTypeOf<EnvironmentOf<'notify'>>().toHaveProperty('SLACK_SECRET_NAME');
});
