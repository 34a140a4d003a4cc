import { BatchWriteItemCommand, DynamoDBClient, type PutRequest } from '@aws-sdk/client-dynamodb';
import type { Random } from '../../cli/local/gateway/random.ts';
import type { Weather } from './faults.ts';
import type { Scheduler } from './scheduler.ts';
import { requestsOf, type SimulatedTable } from './simulated-table.ts';
import type { Variation } from './variation.ts';

/** One invocation of a function, which may die at any of its awaits and whose requests may outlive it. */
export interface Invocation {
  readonly name: string;
  readonly client: DynamoDBClient;
  /** Whether nothing goes wrong in it. */
  readonly isCalm: boolean;
  readonly wait: (durationMs: number) => Promise<void>;
}

/** Where functions run: invokes them, times them out, invokes them again. */
export interface Platform {
  /** Once; rejects when it fails, dies or takes too long, and then it may yet go on where it was. */
  readonly invoke: (name: string, work: (invocation: Invocation) => Promise<void>) => Promise<void>;
  /** Until it succeeds. After some attempts nothing goes wrong any more, so that a run comes to its end. */
  readonly invokeUntilDone: (name: string, work: (invocation: Invocation) => Promise<void>) => Promise<void>;
  /** Once, and it dies at one of its awaits. */
  readonly invokeDoomed: (name: string, work: (invocation: Invocation) => Promise<void>) => Promise<void>;
  /** Once, and nothing goes wrong. */
  readonly invokeCalmly: (name: string, work: (invocation: Invocation) => Promise<void>) => Promise<void>;
  /** Requests begun so far. */
  readonly requests: () => number;
}

/** What a platform is made of. */
export interface PlatformOptions {
  readonly scheduler: Scheduler;
  readonly table: SimulatedTable;
  readonly random: Random;
  readonly weather: Weather;
  readonly trace: (line: string) => void;
  readonly variation: Pick<Variation, 'tamper' | 'dropsUnprocessed'>;
  /** Kills whoever makes the request of this number, 1 the first, before or after its effect. */
  readonly crashAt?: { readonly request: number; readonly when: 'before' | 'after' } | undefined;
}

/** Whether nothing goes wrong in an invocation, whatever the weather brings, or its end. */
type Luck = 'calm' | 'changing' | 'doomed';

/** Attempts of the SDK at one request. */
const SDK_ATTEMPTS = 3;
const TIMEOUT_MS = 120_000;
const STORMY_ATTEMPTS = 4;
/** Within so many requests an invocation that is to die or to stand still does so, unless it is done before. */
const LONGEST_LIFE_REQUESTS = 120;

/** Starts a platform on which every delay and every fault comes from the seed. */
export function startPlatform(options: PlatformOptions): Platform {
  const { scheduler, random, weather, trace } = options;
  let invocations = 0;
  let requests = 0;

  const invoke = (name: string, work: (invocation: Invocation) => Promise<void>, luck: Luck) => {
    const isCalm = luck === 'calm';
    invocations += 1;
    const label = `${name} ${invocations}`;
    const dyingRequest = luck === 'doomed' || (!isCalm && weather.strikes('crash')) ? someRequest(random) : null;
    const stalledRequest = !isCalm && weather.strikes('stall') ? someRequest(random) : null;
    return new Promise<void>((resolve, reject) => {
      let isDead = false;
      let made = 0;
      const die = () => {
        if (!isDead) trace(`${label}: dies`);
        isDead = true;
        reject(new Error(`${label} died`));
        return new Promise<never>(() => {}); // what comes after is never reached
      };
      const sender: Sender = {
        ...options,
        label,
        isCalm,
        fateOf: () => {
          requests += 1;
          made += 1;
          if (isDead) return 'before';
          if (options.crashAt?.request === requests && !isCalm) return options.crashAt.when;
          if (made === stalledRequest) return 'stalls';
          return made === dyingRequest ? random.pick(['before', 'after']) : 'lives';
        },
        die,
      };
      trace(`${label}: begins`);
      const client = clientThat((command) => sendThrough(sender, command));
      work({ name: label, client, isCalm, wait: scheduler.sleep }).then(
        () => {
          trace(`${label}: done`);
          resolve();
        },
        (error) => {
          trace(`${label}: fails with ${error instanceof Error ? error.message : String(error)}`);
          reject(error);
        },
      );
      if (!isCalm) scheduler.sleep(TIMEOUT_MS).then(() => reject(new Error(`${label} took too long`)));
    });
  };

  return {
    invoke: (name, work) => invoke(name, work, 'changing'),
    invokeDoomed: (name, work) => invoke(name, work, 'doomed'),
    invokeCalmly: (name, work) => invoke(name, work, 'calm'),
    requests: () => requests,
    async invokeUntilDone(name, work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await invoke(name, work, attempt > STORMY_ATTEMPTS ? 'calm' : 'changing');
        } catch (error) {
          if (attempt > STORMY_ATTEMPTS) throw error; // nothing was wrong but the recipe
          await scheduler.sleep(2 ** attempt * 500 * (1 + random.next()));
        }
      }
    },
  };
}

/** The request of an invocation at which a fault strikes, the first ones more often. */
function someRequest(random: Random): number {
  return Math.floor(LONGEST_LIFE_REQUESTS ** random.next());
}

interface Sender extends PlatformOptions {
  readonly label: string;
  readonly isCalm: boolean;
  readonly fateOf: () => 'lives' | 'stalls' | 'before' | 'after';
  readonly die: () => Promise<never>;
}

/** What the SDK and the network make of one request: delays, attempts, replies that never come. */
async function sendThrough(sender: Sender, command: object): Promise<object> {
  const { scheduler, table, random, weather, trace, label, isCalm, variation } = sender;
  const strikes = (fault: Parameters<Weather['strikes']>[0]) => !isCalm && weather.strikes(fault);
  const sent = variation.tamper?.(command) ?? command;
  for (let attempt = 1; ; attempt++) {
    const fate = sender.fateOf();
    await scheduler.sleep(fate === 'stalls' ? 60_000 * 20 ** random.next() : 2 + 40 * random.next() ** 3);
    if (fate === 'before') return sender.die();
    if (strikes('throttle')) {
      trace(`${label}: ${describe(sent)} is throttled`);
      if (attempt === SDK_ATTEMPTS) throw new Error('ThrottlingException: rate exceeded');
      continue;
    }
    const isBatch = sent instanceof BatchWriteItemCommand;
    const [stored, answer] = isBatch && strikes('partialWrite') ? inPart(sent, random) : [sent, {}];
    const effect = effectOf(table, stored);
    if (fate === 'after') return sender.die();
    const isLost = strikes('lostReply');
    trace(`${label}: ${describe(stored)}${effect.error ? ` is refused` : ''}${isLost ? ', reply lost' : ''}`);
    if (isLost) {
      if (attempt === SDK_ATTEMPTS) throw new Error('TimeoutError: socket hang up');
      continue;
    }
    if (effect.error) throw effect.error;
    return variation.dropsUnprocessed ? { ...effect.answer } : { ...effect.answer, ...answer };
  }
}

function effectOf(table: SimulatedTable, command: object): { answer?: object; error?: unknown } {
  try {
    return { answer: table.apply(command) };
  } catch (error) {
    return { error };
  }
}

/** The part of a batch write that is stored, and an answer that holds the rest. */
function inPart(command: BatchWriteItemCommand, random: Random): [object, object] {
  const requests = requestsOf(command);
  const [tableName = ''] = Object.keys(command.input.RequestItems ?? {});
  const stored = random.below(requests.length);
  return [
    new BatchWriteItemCommand({ RequestItems: { [tableName]: requests.slice(0, stored) } }),
    { UnprocessedItems: { [tableName]: requests.slice(stored) } },
  ];
}

/** A client of the SDK, as far as the SDK's own paginators can tell, that hands its commands over. */
export function clientThat(send: (command: object) => Promise<object>): DynamoDBClient {
  return Object.create(DynamoDBClient.prototype, { send: { value: send } });
}

interface Described {
  readonly input?: {
    readonly Item?: PutRequest['Item'];
    readonly Key?: PutRequest['Item'];
    readonly ExpressionAttributeValues?: PutRequest['Item'];
  };
}

function describe(command: object & Described): string {
  const { Item, Key, ExpressionAttributeValues: values } = command.input ?? {};
  const key = Item ?? Key ?? { pk: values?.[':pk'], sk: values?.[':from'] };
  const snapshot = Item?.m?.N === undefined ? '' : ` m=${Item.m.N}`;
  const batch =
    command instanceof BatchWriteItemCommand
      ? requestsOf(command)
          .map(({ PutRequest }) => PutRequest?.Item?.pk?.S)
          .join(', ')
      : `${key.pk?.S ?? ''} ${key.sk?.S ?? ''}`;
  return `${command.constructor.name.replace('Command', '')} ${batch}${snapshot}`;
}
