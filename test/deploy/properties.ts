import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  GetFunctionUrlConfigCommand,
  ListEventSourceMappingsCommand,
} from '@aws-sdk/client-lambda';
import { GetBucketLifecycleConfigurationCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand } from '@aws-sdk/client-sns';
import type { Cloud } from './cloud.ts';
import type { Property } from './compare-properties.ts';
import { at, resourceIn, type Template } from './template.ts';

/** What is read back after a deployment. */
export function propertiesOf(
  cloud: Cloud,
  template: Template,
  physicalIdOf: (logicalId: string) => string,
): readonly Property[] {
  const { cloudWatch, dynamoDb, lambda, logs, s3, sns } = cloud;
  const table = resourceIn(template, 'AWS::DynamoDB::GlobalTable', 'Storage');
  const ingest = resourceIn(template, 'AWS::Lambda::Function', 'Ingest');
  const bucket = resourceIn(template, 'AWS::S3::Bucket', 'Failures');
  const invoke = resourceIn(template, 'AWS::Lambda::EventInvokeConfig', 'Ingest');
  const stream = resourceIn(template, 'AWS::Lambda::EventSourceMapping', 'Detect');
  const url = resourceIn(template, 'AWS::Lambda::Url', 'Query');
  const logGroup = resourceIn(template, 'AWS::Logs::LogGroup', 'Ingest');
  const heartbeat = resourceIn(template, 'AWS::CloudWatch::Alarm', 'heartbeat');
  const topic = resourceIn(template, 'AWS::SNS::Topic', 'Notify');
  const TableName = physicalIdOf(table.id);
  const FunctionName = physicalIdOf(ingest.id);
  const Bucket = physicalIdOf(bucket.id);
  const replica = at(table.properties, 'Replicas', 0);
  const describeTable = async () => (await dynamoDb.send(new DescribeTableCommand({ TableName }))).Table;
  const mapping = async () => {
    const functionName = physicalIdOf(resourceIn(template, 'AWS::Lambda::Function', 'Detect').id);
    const { EventSourceMappings = [] } = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: functionName }),
    );
    return EventSourceMappings[0];
  };
  return [
    {
      name: 'reserved concurrency of ingest',
      wanted: ingest.properties.ReservedConcurrentExecutions,
      read: async () =>
        (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions,
      dropped: true,
    },
    {
      name: 'attempts of asynchronous calls of ingest',
      wanted: invoke.properties.MaximumRetryAttempts,
      read: async () =>
        (await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }))).MaximumRetryAttempts,
      dropped: true,
    },
    {
      name: "filter of the table's stream",
      wanted: at(stream.properties, 'FilterCriteria', 'Filters', 0, 'Pattern'),
      read: async () => at(await mapping(), 'FilterCriteria', 'Filters', 0, 'Pattern'),
    },
    {
      name: "bisection of the table's stream",
      wanted: stream.properties.BisectBatchOnFunctionError,
      read: async () => (await mapping())?.BisectBatchOnFunctionError,
    },
    {
      name: "attempts on the table's stream",
      wanted: stream.properties.MaximumRetryAttempts,
      read: async () => (await mapping())?.MaximumRetryAttempts,
    },
    {
      name: "where records of the table's stream go that fail for good",
      wanted: `arn:aws:s3:::${Bucket}`,
      read: async () => (await mapping())?.DestinationConfig?.OnFailure?.Destination,
    },
    {
      name: "metrics of the table's stream",
      wanted: at(stream.properties, 'MetricsConfig', 'Metrics'),
      read: async () => (await mapping())?.MetricsConfig?.Metrics,
      dropped: true,
    },
    {
      name: 'what the alarm on heartbeats makes of silence',
      wanted: heartbeat.properties.TreatMissingData,
      read: async () => {
        const AlarmNames = [physicalIdOf(heartbeat.id)];
        return (await cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames }))).MetricAlarms?.[0]?.TreatMissingData;
      },
    },
    {
      name: 'what the stream of the table shows',
      wanted: at(table.properties, 'StreamSpecification', 'StreamViewType'),
      read: async () => (await describeTable())?.StreamSpecification?.StreamViewType,
    },
    {
      name: 'deletion protection of the table',
      wanted: at(replica, 'DeletionProtectionEnabled'),
      read: async () => (await describeTable())?.DeletionProtectionEnabled,
      dropped: true,
    },
    {
      name: 'maximum write throughput of the table',
      wanted: at(table.properties, 'WriteOnDemandThroughputSettings', 'MaxWriteRequestUnits'),
      read: async () => (await describeTable())?.OnDemandThroughput?.MaxWriteRequestUnits,
      dropped: true,
    },
    {
      name: 'time to live in the table',
      wanted: at(table.properties, 'TimeToLiveSpecification', 'AttributeName'),
      read: async () =>
        (await dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription?.AttributeName,
      dropped: true,
    },
    {
      name: 'point-in-time recovery of the table',
      wanted: at(replica, 'PointInTimeRecoverySpecification', 'PointInTimeRecoveryEnabled'),
      read: async () => {
        const answer = await dynamoDb.send(new DescribeContinuousBackupsCommand({ TableName }));
        const { PointInTimeRecoveryDescription } = answer.ContinuousBackupsDescription ?? {};
        return PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
      },
      dropped: true,
    },
    {
      name: 'days in the failure store',
      wanted: at(bucket.properties, 'LifecycleConfiguration', 'Rules', 0, 'ExpirationInDays'),
      read: async () => {
        const answer = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
        return answer.Rules?.[0]?.Expiration?.Days;
      },
      dropped: true,
    },
    {
      name: 'no public access to the failure store',
      wanted: at(bucket.properties, 'PublicAccessBlockConfiguration', 'RestrictPublicBuckets'),
      read: async () =>
        (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration
          ?.RestrictPublicBuckets,
    },
    {
      name: 'who may call the query URL',
      wanted: url.properties.AuthType,
      read: async () =>
        (
          await lambda.send(
            new GetFunctionUrlConfigCommand({
              FunctionName: physicalIdOf(resourceIn(template, 'AWS::Lambda::Function', 'Query').id),
            }),
          )
        ).AuthType,
    },
    {
      name: 'days of the log of ingest',
      wanted: logGroup.properties.RetentionInDays,
      read: async () => {
        const logGroupNamePrefix = String(logGroup.properties.LogGroupName);
        return (await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix }))).logGroups?.[0]?.retentionInDays;
      },
    },
    {
      name: 'name of the topic',
      wanted: topic.properties.DisplayName,
      read: async () =>
        (await sns.send(new GetTopicAttributesCommand({ TopicArn: physicalIdOf(topic.id) }))).Attributes?.DisplayName,
    },
  ];
}
