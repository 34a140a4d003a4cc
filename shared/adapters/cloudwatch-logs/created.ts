import * as z from 'zod/mini';

const CreateLogGroup = z.object({ detail: z.object({ requestParameters: z.object({ logGroupName: z.string() }) }) });

/** The name in an event of EventBridge that tells of a new log group, as CloudTrail records it. */
export function createdLogGroup(event: unknown): string {
  return CreateLogGroup.parse(event).detail.requestParameters.logGroupName;
}

/** Reads prefixes from JSON, as an environment or a template holds them. */
export function logGroupPrefixes(json: unknown): string[] {
  return z.array(z.string()).parse(JSON.parse(z.string().parse(json)));
}
