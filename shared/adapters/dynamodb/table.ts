import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Claim } from '../../ports.ts';
import type { ItemKey } from './keys.ts';

/** A table and the client that speaks to it. */
export interface Table {
  readonly client: DynamoDBClient;
  readonly tableName: string;
}

/** Sort keys from one to another, both included. */
export interface SortKeyRange {
  readonly fromSk: string;
  readonly toSk: string;
}

/** An item beside its key; `Map`s become maps, `Uint8Array`s binary. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Lets time pass before something is tried again. */
export function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Seconds since the epoch for the TTL attribute `exp`. */
export function expiryOf(startMs: number, days: number): number {
  return Math.floor(startMs / 1000) + days * 86_400;
}

/** Puts an item only if the condition holds; false where it does not. */
export async function putGuarded(
  { client, tableName }: Table,
  item: ItemKey & Attributes,
  condition: { readonly expression: string; readonly values?: Attributes },
): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: marshall(item, { removeUndefinedValues: true }),
        ConditionExpression: condition.expression,
        ExpressionAttributeValues: condition.values && marshall(condition.values),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Claims by an item that says until when, `untilMs`: where there is none, or the claim of the one that is there is over. */
export async function putClaim(
  table: Table,
  item: ItemKey & Attributes & { readonly untilMs: number },
  nowMs: number,
): Promise<Claim> {
  if (await putGuarded(table, item, { expression: 'attribute_not_exists(pk)' })) return 'first';
  const isOver = { expression: 'untilMs <= :now', values: { ':now': nowMs } };
  return (await putGuarded(table, item, isOver)) ? 'again' : 'taken';
}

/** All items of a partition, or of a range of its sort keys, read consistently through all pages. */
export async function queryAll(table: Table, pk: string, range?: SortKeyRange): Promise<Record<string, unknown>[]> {
  return (await queryItems(table, pk, range)).map((item) => unmarshall(item));
}

/** The same as DynamoDB writes them, for who reads so many that each detour is felt. */
export async function queryItems(
  { client, tableName }: Table,
  pk: string,
  range?: SortKeyRange,
): Promise<Record<string, AttributeValue>[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      ConsistentRead: true,
      KeyConditionExpression: range ? 'pk = :pk AND sk BETWEEN :from AND :to' : 'pk = :pk',
      ExpressionAttributeValues: marshall(
        range ? { ':pk': pk, ':from': range.fromSk, ':to': range.toSk } : { ':pk': pk },
      ),
    },
  );
  const items: Record<string, AttributeValue>[] = [];
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}
