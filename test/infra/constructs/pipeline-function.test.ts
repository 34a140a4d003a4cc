import { describe, expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, templateOf } from '../synthesized.ts';

const full = templateOf(EVERYTHING);
/** Those whose failing is told by alarms. */
const WATCHED = ['Ingest', 'Detect', 'Notify', 'Query', 'Act', 'SlackActions', 'Subscribe'];
/** A widget that fails says so where somebody looks at it; nobody need be woken. */
const NAMES = [...WATCHED, 'Widget'];

describe('every function', () => {
  test('has the same runtime, processor, form of log and guard against loops', () => {
    const functions = propertiesIn(full, 'AWS::Lambda::Function');
    expect(functions).toHaveLength(NAMES.length);
    for (const properties of functions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
        RecursiveLoop: 'Terminate',
      });
    }
  });

  test.each(NAMES)('%s keeps what failed for good in the failure store', (name) => {
    expect(propertiesIn(full, 'AWS::Lambda::EventInvokeConfig', `Mm7Watch${name}`)).toMatchObject([
      {
        MaximumRetryAttempts: 2,
        MaximumEventAgeInSeconds: 21_600,
        DestinationConfig: {
          OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringContaining('Failures'), 'Arn'] } },
        },
      },
    ]);
  });

  test.each(WATCHED)('%s has an alarm on errors, throttles, age, giving up and a failure store that fails', (name) => {
    const alarms = Object.keys(full.findResources('AWS::CloudWatch::Alarm')).join(' ');
    for (const what of ['errors', 'throttles', 'age', 'gaveup', 'failurestore']) {
      expect(alarms).toContain(`Monitoring${name.toLowerCase()}${what}`);
    }
  });

  test.each(NAMES)('%s keeps its log where no filter of mm7watch may stand, for as long as is set', (name) => {
    expect(propertiesIn(full, 'AWS::Logs::LogGroup', `Mm7Watch${name}`)).toMatchObject([
      { LogGroupName: `/mm7watch/mm7watch/${name.replace('kA', 'k-A').toLowerCase()}`, RetentionInDays: 30 },
    ]);
  });

  test('reserves executions only where that is asked for, since new accounts have none to reserve', () => {
    expect(propertiesIn(full, 'AWS::Lambda::Function', 'Ingest')).toMatchObject([{ ReservedConcurrentExecutions: 20 }]);
    expect(propertiesIn(full, 'AWS::Lambda::Function', 'Detect')[0]).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  test('has no version and no alias, which a change of code would replace', () => {
    full.resourceCountIs('AWS::Lambda::Version', 0);
    full.resourceCountIs('AWS::Lambda::Alias', 0);
  });
});

describe('the logical ids', () => {
  test('stay as they are: another id would be another function, and CloudWatch Logs would skip what it meant for the old one', () => {
    const stateful = ['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::SNS::Topic', 'AWS::Lambda::Function'];
    const ids = stateful.flatMap((type) => Object.keys(full.findResources(type)));
    expect(ids).toMatchInlineSnapshot(`
      [
        "Mm7WatchStorageTable2686E3BC",
        "Mm7WatchFailuresBucket19C84286",
        "Mm7WatchNotifyTopic6AB7B0F5",
        "Mm7WatchMonitoringTopic49EBA891",
        "Mm7WatchNotifyFunctionDF1F09E6",
        "Mm7WatchIngestFunction6D2A9576",
        "Mm7WatchDetectFunction3727B10D",
        "Mm7WatchQueryFunction4C36FB88",
        "Mm7WatchActFunction6FF870B6",
        "Mm7WatchWidgetFunctionEC1CA214",
        "Mm7WatchSubscribeFunction5D53D8BC",
        "Mm7WatchSlackActionsFunction0D750FC6",
      ]
    `);
  });
});
