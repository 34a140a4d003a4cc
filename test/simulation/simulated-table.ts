import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { assignmentsOf, conditionHolds, type Item, keyRangeOf, type Placeholders, textOf } from './expressions.ts';

/** A table in memory that does what DynamoDB's would, in one instant. */
export interface SimulatedTable {
  /** Applies a command of the SDK and gives its answer. */
  readonly apply: (command: unknown) => object;
  /** Every item, those past their `exp` left out. */
  readonly items: () => Item[];
}

/** What a table is made of. */
export interface TableOptions {
  readonly nowMs: () => number;
  /** Items that a page of a query holds at most. */
  readonly pageSize: number;
  /** Called with every item that was written anew or changed, as a stream would be. */
  readonly onChange?: (item: Item) => void;
}

/** A read that does not ask for consistency may miss what was written this shortly before. */
const REPLICATION_MS = 30_000;

interface Stored {
  readonly item: Item | undefined;
  readonly atMs: number;
  readonly before: Item | undefined;
}

/** Makes an empty table. It forgets items as soon as `exp` allows, which is the worst that TTL may do. */
export function simulatedTable({ nowMs, pageSize, onChange }: TableOptions): SimulatedTable {
  const partitions = new Map<string, Map<string, Stored>>();
  const alive = (item: Item | undefined) =>
    item && Number(item.exp?.N ?? Infinity) * 1000 <= nowMs() ? undefined : item;
  const storedAt = (pk: string, sk: string) => partitions.get(pk)?.get(sk);
  const seenIn = (stored: Stored | undefined, isConsistent: boolean) =>
    alive(stored && !isConsistent && nowMs() - stored.atMs < REPLICATION_MS ? stored.before : stored?.item);

  const write = (key: Item, item: Item | undefined) => {
    const [pk, sk] = [textOf(key.pk), textOf(key.sk)];
    const partition = partitions.get(pk) ?? new Map<string, Stored>();
    partitions.set(pk, partition);
    const before = alive(partition.get(sk)?.item);
    partition.set(sk, { item, atMs: nowMs(), before });
    if (item && JSON.stringify(item) !== JSON.stringify(before)) onChange?.(item);
  };

  const query = (input: QueryCommand['input']) => {
    const { pk, fromSk, toSk } = keyRangeOf(input.KeyConditionExpression ?? '', placeholdersOf(input));
    const afterSk = input.ExclusiveStartKey ? textOf(input.ExclusiveStartKey.sk) : '';
    const partition = partitions.get(pk) ?? new Map<string, Stored>();
    const found = [...partition.keys()]
      .filter((sk) => sk >= fromSk && sk <= toSk && sk > afterSk)
      .sort()
      .map((sk) => seenIn(partition.get(sk), input.ConsistentRead === true))
      .filter((item) => item !== undefined);
    const page = found.slice(0, pageSize);
    const last = page.length === pageSize ? page.at(-1) : undefined; // a full page always says that more may follow
    return { Items: page, ...(last?.pk && last.sk ? { LastEvaluatedKey: { pk: last.pk, sk: last.sk } } : {}) };
  };

  const apply = (command: unknown): object => {
    if (command instanceof QueryCommand) return query(command.input);
    if (command instanceof GetItemCommand) {
      const { Key = {}, ConsistentRead } = command.input;
      return { Item: seenIn(storedAt(textOf(Key.pk), textOf(Key.sk)), ConsistentRead === true) };
    }
    if (command instanceof BatchGetItemCommand) {
      const [[tableName, { Keys = [], ConsistentRead }] = ['', {}]] = Object.entries(command.input.RequestItems ?? {});
      const found = Keys.map(({ pk, sk }) => seenIn(storedAt(textOf(pk), textOf(sk)), ConsistentRead === true));
      return { Responses: { [tableName]: found.filter((item) => item !== undefined) } };
    }
    if (command instanceof PutItemCommand) {
      const { Item = {} } = command.input;
      require(command.input, alive(storedAt(textOf(Item.pk), textOf(Item.sk))?.item));
      write(Item, Item);
      return {};
    }
    if (command instanceof UpdateItemCommand) {
      const { Key = {}, UpdateExpression = '' } = command.input;
      const before = alive(storedAt(textOf(Key.pk), textOf(Key.sk))?.item);
      require(command.input, before);
      write(Key, { ...before, ...Key, ...assignmentsOf(UpdateExpression, placeholdersOf(command.input)) });
      return {};
    }
    if (command instanceof DeleteItemCommand) {
      write(command.input.Key ?? {}, undefined);
      return {};
    }
    if (command instanceof BatchWriteItemCommand) {
      for (const request of requestsOf(command))
        if (request.PutRequest?.Item) write(request.PutRequest.Item, request.PutRequest.Item);
      return {};
    }
    throw new Error(`the simulated table does not understand ${JSON.stringify(command)}`);
  };

  return {
    apply,
    items: () =>
      [...partitions.values()]
        .flatMap((partition) => [...partition.values()])
        .map(({ item }) => alive(item))
        .filter((item) => item !== undefined),
  };
}

/** The requests of a batch write, which goes to one table. */
export function requestsOf(command: BatchWriteItemCommand): WriteRequest[] {
  return Object.values(command.input.RequestItems ?? {}).flat();
}

interface Conditional {
  readonly ConditionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Placeholders['values'] | undefined;
}

function require(input: Conditional, item: Item | undefined): void {
  if (input.ConditionExpression === undefined || conditionHolds(input.ConditionExpression, placeholdersOf(input), item))
    return;
  throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
}

function placeholdersOf(input: Conditional): Placeholders {
  return { names: input.ExpressionAttributeNames ?? {}, values: input.ExpressionAttributeValues ?? {} };
}
