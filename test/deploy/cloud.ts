import { request } from 'node:http';
import {
  CloudFormationClient,
  DeleteStackCommand,
  paginateListStackResources,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeSubscriptionFiltersCommand,
  PutLogEventsCommand,
  paginateDescribeLogGroups,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateScan, QueryCommand } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { textOfItem } from '../privacy/secrets.ts';
import type { Emulator } from './emulator.ts';
import { signedHeaders } from './signed.ts';
import type { Line } from './traffic.ts';

/** The clients of a test. */
export interface Cloud {
  readonly cloudFormation: CloudFormationClient;
  readonly cloudWatch: CloudWatchClient;
  readonly logs: CloudWatchLogsClient;
  readonly dynamoDb: DynamoDBClient;
  readonly lambda: LambdaClient;
  readonly s3: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly port: number;
}

/** Clients that speak to the emulator, whatever the environment of the test holds. */
export function cloudOf({ endpoint, port }: Emulator): Cloud {
  const options = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  };
  return {
    cloudFormation: new CloudFormationClient(options),
    cloudWatch: new CloudWatchClient(options),
    logs: new CloudWatchLogsClient(options),
    dynamoDb: new DynamoDBClient(options),
    lambda: new LambdaClient(options),
    s3: new S3Client(options),
    secrets: new SecretsManagerClient(options),
    sns: new SNSClient(options),
    sqs: new SQSClient(options),
    port,
  };
}

export async function createLogGroup({ logs }: Cloud, logGroupName: string): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'i-0a1b2c3d' }));
}

/** Makes a log group of the class that takes no subscription filters. */
export async function createArchive({ logs }: Cloud, logGroupName: string): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName, logGroupClass: 'INFREQUENT_ACCESS' }));
}

/** Names of the subscription filters of a log group. */
export async function filtersOf({ logs }: Cloud, logGroupName: string): Promise<string[]> {
  const { subscriptionFilters = [] } = await logs.send(new DescribeSubscriptionFiltersCommand({ logGroupName }));
  return subscriptionFilters.map(({ filterName = '' }) => filterName);
}

export async function putLines({ logs }: Cloud, logGroupName: string, lines: readonly Line[]): Promise<void> {
  const logEvents = lines.map(({ atMs, message }) => ({ timestamp: atMs, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'i-0a1b2c3d', logEvents }));
}

export async function createSecret({ secrets }: Cloud, name: string, value: string): Promise<void> {
  await secrets.send(new CreateSecretCommand({ Name: name, SecretString: value }));
}

/** Makes a topic; returns its ARN. */
export async function createTopic({ sns }: Cloud, name: string): Promise<string> {
  const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: name }));
  return TopicArn;
}

/** Makes a queue that gets what is published; returns its address. */
export async function subscribeQueue({ sqs, sns }: Cloud, topicArn: string, name: string): Promise<string> {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const queueArn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  await sns.send(new SubscribeCommand({ TopicArn: topicArn, Protocol: 'sqs', Endpoint: queueArn }));
  return QueueUrl;
}

/** The next message of a queue, or undefined. */
export async function receive({ sqs }: Cloud, queueUrl: string): Promise<string | undefined> {
  const answer = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, WaitTimeSeconds: 1 }));
  return answer.Messages?.[0]?.Body;
}

/** Counts of everything, added up over the days of this year, as they stand in the table itself. */
export async function countsInTable({ dynamoDb }: Cloud, tableName: string): Promise<Map<string, number>> {
  const answer = await dynamoDb.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: `D#all#${new Date().getUTCFullYear()}` } },
    }),
  );
  const counts = new Map<string, number>();
  for (const item of answer.Items ?? []) {
    for (const [key, count] of Object.entries<number>(unmarshall(item).c)) {
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  return counts;
}

/** Every item of a table, a text each. */
export async function itemsOf({ dynamoDb }: Cloud, tableName: string): Promise<string[]> {
  const items: string[] = [];
  for await (const { Items = [] } of paginateScan({ client: dynamoDb }, { TableName: tableName }))
    items.push(...Items.map(textOfItem));
  return items;
}

/** Names of all log groups. */
export async function logGroupsOf({ logs }: Cloud): Promise<string[]> {
  const names: string[] = [];
  for await (const { logGroups = [] } of paginateDescribeLogGroups({ client: logs }, {}))
    names.push(...logGroups.map(({ logGroupName = '' }) => logGroupName));
  return names;
}

/** What a log group holds, a text each event. */
export async function messagesIn({ logs }: Cloud, logGroupName: string): Promise<string[]> {
  const messages: string[] = [];
  for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, { logGroupName }))
    messages.push(...events.map(({ message = '' }) => message));
  return messages;
}

/** Calls a function as an event would; gives what it returns. */
export async function invoke({ lambda }: Cloud, functionName: string, event: object): Promise<unknown> {
  const answer = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(JSON.stringify(event)) }),
  );
  const returned = Buffer.from(answer.Payload ?? []).toString();
  if (answer.FunctionError === undefined) return JSON.parse(returned || 'null');
  throw new Error(`${functionName} failed: ${returned}`);
}

/** Asks the query URL with a signature. */
export async function ask(cloud: Cloud, queryUrl: string, path: string): Promise<Answer> {
  return askWith(cloud, path, await signedHeaders(new URL(queryUrl).host, path));
}

/** Asks the query URL as anybody could. */
export async function askUnsigned(cloud: Cloud, queryUrl: string, path: string): Promise<Answer> {
  return askWith(cloud, path, { host: new URL(queryUrl).host });
}

/** What a URL answered. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The emulator knows the URL by the name of the host, which no resolver does. */
function askWith({ port }: Cloud, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      let body = '';
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.once('error', reject);
    asked.end();
  });
}

/** Resources of a stack: logical id → what it became. */
export async function resourcesOf(
  { cloudFormation }: Cloud,
  stackName: string,
): Promise<Map<string, { readonly type: string; readonly physicalId: string }>> {
  const resources = new Map<string, { type: string; physicalId: string }>();
  for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: stackName })) {
    for (const { LogicalResourceId = '', ResourceType = '', PhysicalResourceId = '' } of page.StackResourceSummaries ??
      []) {
      resources.set(LogicalResourceId, { type: ResourceType, physicalId: PhysicalResourceId });
    }
  }
  return resources;
}

/** Deletes a stack and waits until it is gone. */
export async function deleteStack({ cloudFormation: client }: Cloud, StackName: string): Promise<void> {
  await client.send(new DeleteStackCommand({ StackName }));
  await waitUntilStackDeleteComplete({ client, maxWaitTime: 120, minDelay: 1, maxDelay: 2 }, { StackName });
}
