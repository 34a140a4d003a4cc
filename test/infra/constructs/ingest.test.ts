import { describe, expect, test } from 'vitest';
import { EVERYTHING, propertiesIn, THROUGH_STREAM, templateOf } from '../synthesized.ts';

const FILTER = 'AWS::Logs::SubscriptionFilter';
const direct = templateOf(EVERYTHING);
const throughStream = templateOf(THROUGH_STREAM);

describe('direct ingestion', () => {
  test('filters the named log groups, under one name, after permission is given', () => {
    expect(direct.findResources(FILTER)).toMatchInlineSnapshot(`
      {
        "Mm7WatchIngestFiltermmsgateway17BEEAD7": {
          "DependsOn": [
            "Mm7WatchIngestFromLogsC6EF6539",
          ],
          "Properties": {
            "DestinationArn": {
              "Fn::GetAtt": [
                "Mm7WatchIngestFunction6D2A9576",
                "Arn",
              ],
            },
            "FilterName": "mm7watch",
            "FilterPattern": "?StatusCode ?MMStatus",
            "LogGroupName": "/mms/gateway",
          },
          "Type": "AWS::Logs::SubscriptionFilter",
        },
      }
    `);
  });

  test('permits CloudWatch Logs of this account, for all its log groups at once', () => {
    expect(propertiesIn(direct, 'AWS::Lambda::Permission', 'FromLogs')).toMatchInlineSnapshot(`
      [
        {
          "Action": "lambda:InvokeFunction",
          "FunctionName": {
            "Fn::GetAtt": [
              "Mm7WatchIngestFunction6D2A9576",
              "Arn",
            ],
          },
          "Principal": "logs.amazonaws.com",
          "SourceAccount": {
            "Ref": "AWS::AccountId",
          },
          "SourceArn": {
            "Fn::Join": [
              "",
              [
                "arn:",
                {
                  "Ref": "AWS::Partition",
                },
                ":logs:",
                {
                  "Ref": "AWS::Region",
                },
                ":",
                {
                  "Ref": "AWS::AccountId",
                },
                ":log-group:*:*",
              ],
            ],
          },
        },
      ]
    `);
  });
});

describe('ingestion through a stream', () => {
  test('reads it in portions that are cut until what fails stands alone, and gives up in the end', () => {
    expect(propertiesIn(throughStream, 'AWS::Lambda::EventSourceMapping', 'Ingest')).toMatchObject([
      {
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 10,
        MaximumRecordAgeInSeconds: 43_200,
        DestinationConfig: {
          OnFailure: { Destination: { 'Fn::GetAtt': [expect.stringContaining('Failures'), 'Arn'] } },
        },
      },
    ]);
    throughStream.hasResourceProperties('AWS::Kinesis::Stream', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  });

  test('lets an organization and named accounts in, and nobody else', () => {
    const [destination] = propertiesIn(throughStream, 'AWS::Logs::Destination');
    const policy = JSON.stringify(destination?.DestinationPolicy);
    expect(policy).toContain('o-exampleorgid');
    expect(policy).toContain('210987654321');
    throughStream.hasOutput('DestinationArn', {});
    const alone = templateOf({ ingestion: { mode: 'kinesis' } });
    alone.resourceCountIs('AWS::Logs::Destination', 0);
    expect(alone.findOutputs('DestinationArn')).toEqual({});
  });

  test('gives CloudWatch Logs a role that may write to the stream and nothing else', () => {
    expect(throughStream.findResources(FILTER)).toMatchObject({
      [Object.keys(throughStream.findResources(FILTER))[0] ?? '']: {
        Properties: { RoleArn: { 'Fn::GetAtt': [expect.stringContaining('InletRole'), 'Arn'] } },
      },
    });
    expect(propertiesIn(throughStream, 'AWS::IAM::Policy', 'InletRole')).toMatchObject([
      { PolicyDocument: { Statement: [{ Action: ['kinesis:PutRecord', 'kinesis:PutRecords'], Effect: 'Allow' }] } },
    ]);
  });
});
