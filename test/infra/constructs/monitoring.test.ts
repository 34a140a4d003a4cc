import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, THROUGH_STREAM, templateOf } from '../synthesized.ts';

const full = templateOf(EVERYTHING);
const ALARM = 'AWS::CloudWatch::Alarm';

describe('alarms', () => {
  test('a detector that has not run for five minutes is an alarm, and so is no word of it', () => {
    expect(propertiesIn(full, ALARM, 'heartbeat')).toMatchObject([
      {
        MetricName: 'Ticks',
        ComparisonOperator: 'LessThanThreshold',
        Threshold: 1,
        EvaluationPeriods: 5,
        TreatMissingData: 'breaching',
      },
    ]);
  });

  test('what is read from a stream has alarms on its age and on records that were given up', () => {
    const ids = (settings: typeof EVERYTHING) => Object.keys(templateOf(settings).findResources(ALARM)).join(' ');
    expect(propertiesIn(full, ALARM, 'detectstreamgaveup')).toMatchObject([
      {
        MetricName: 'OnFailureDestinationDeliveredEventCount',
        Dimensions: [{ Name: 'EventSourceMappingUUID', Value: { Ref: expect.stringContaining('Detect') } }],
      },
    ]);
    expect(ids(EVERYTHING)).not.toContain('ingeststream');
    expect(ids(THROUGH_STREAM)).toMatch(/ingeststreamage.*ingeststreamgaveup/);
  });

  test('a named log group whose deliveries fail is an alarm', () => {
    expect(propertiesIn(full, ALARM, 'DeliveryErrors')).toMatchObject([
      {
        Namespace: 'AWS/Logs',
        Dimensions: [
          { Name: 'DestinationType', Value: 'Lambda' },
          { Name: 'FilterName', Value: 'mm7watch' },
          { Name: 'LogGroupName', Value: '/mms/gateway' },
        ],
      },
    ]);
  });

  test('lines of a canary that were lost, or counted twice, are alarms where one is set', () => {
    const withCanary = templateOf({ ...EVERYTHING, canary: { logGroup: '/mms/gateway' } });
    expect(propertiesIn(withCanary, ALARM, 'canary')).toMatchObject([
      { MetricName: 'CanaryLost', ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1 },
      { MetricName: 'CanaryRepeated', ComparisonOperator: 'GreaterThanOrEqualToThreshold', Threshold: 1 },
    ]);
    expect(propertiesIn(templateOf({ logGroups: { names: ['/mms/gateway'] } }), ALARM, 'canary')).toEqual([]);
  });

  test('every alarm says what has happened and tells it to the operators, also when it is over', () => {
    const topic = { Ref: expect.stringContaining('MonitoringTopic') };
    for (const alarm of propertiesIn(full, ALARM)) {
      expect(alarm).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
      expect(alarm.AlarmDescription).toMatch(/\.$/);
    }
  });

  test('are left out where they are not wanted', () => {
    templateOf({ alarms: { enabled: false } }).resourceCountIs(ALARM, 0);
  });
});

test('the guide counts the alarms as they are', async () => {
  const logGroups = { names: ['/mms/gateway'] };
  const withSlack = templateOf({ logGroups, channels: { slackWebhookSecretName: 'mms/slack' } });
  const guide = await readFile('docs/deploy.md', 'utf8');
  const count = (word: typeof full) => propertiesIn(word, ALARM).length;
  expect(guide).toContain(`| alarms: ${count(templateOf({ logGroups }))}, with Slack ${count(withSlack)} |`);
});

test('the dashboard draws families, carriers, episodes, quality and health; nothing on it has a dimension for codes or services', () => {
  const [dashboard] = propertiesIn(full, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(dashboard?.DashboardBody);
  for (const metric of ['SubmitsByFamily', 'OpenEpisodes', 'UnreadableEvents', 'IteratorAge', 'DeliveryErrors']) {
    expect(body).toContain(metric);
  }
  expect(body).toContain('percentFailed by message.carrier');
  expect(body).not.toMatch(/vasid|carrier=3/);
});
