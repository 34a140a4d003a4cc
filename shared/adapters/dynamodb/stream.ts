import * as z from 'zod/mini';

const StreamEvent = z.object({
  Records: z.array(
    z.object({
      eventID: z.string(),
      dynamodb: z.object({ Keys: z.object({ pk: z.object({ S: z.string() }) }) }),
    }),
  ),
});

/** A partial of which the table's stream tells. */
export interface StoredPartial {
  readonly minuteStartMs: number;
  readonly shard: number;
}

const PARTIAL = /^P#(\d{4}-\d\d-\d\dT\d\d:\d\dZ)#(\d+)$/;

/** Reads from an event of the table's stream in which minutes and shards partials were stored; other items say nothing. */
export function storedPartials(event: unknown): StoredPartial[] {
  return StreamEvent.parse(event).Records.flatMap(({ dynamodb }) => {
    const [, minute, shard] = PARTIAL.exec(dynamodb.Keys.pk.S) ?? [];
    return minute === undefined ? [] : [{ minuteStartMs: Date.parse(minute), shard: Number(shard) }];
  });
}
