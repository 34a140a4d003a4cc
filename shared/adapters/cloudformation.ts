import * as z from 'zod/mini';

const CustomResourceEvent = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  ResponseURL: z.string(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.optional(z.string()),
  OldResourceProperties: z.optional(z.record(z.string(), z.unknown())),
});

/** What CloudFormation asks of a custom resource. */
export type CustomResourceEvent = z.output<typeof CustomResourceEvent>;

/** What a custom resource gives back; `attributes` can be read by the template. */
export interface CustomResourceAnswer {
  readonly attributes: Readonly<Record<string, string>>;
}

/** Whether an event comes from CloudFormation. */
export function isCustomResourceEvent(event: unknown): boolean {
  return CustomResourceEvent.safeParse(event).success;
}

/**
 * Does what CloudFormation asks and tells it the outcome: without an answer a deployment waits for an hour.
 * @throws what `act` throws, after CloudFormation has been told of it
 */
export async function answerCloudFormation(
  event: unknown,
  act: (request: CustomResourceEvent) => Promise<CustomResourceAnswer>,
): Promise<void> {
  const request = CustomResourceEvent.parse(event);
  try {
    const { attributes } = await act(request);
    await respond(request, { Status: 'SUCCESS', Data: attributes });
  } catch (error) {
    await respond(request, { Status: 'FAILED', Reason: error instanceof Error ? error.message : String(error) });
    throw error;
  }
}

async function respond(request: CustomResourceEvent, outcome: object): Promise<void> {
  const { StackId, RequestId, LogicalResourceId, PhysicalResourceId = LogicalResourceId } = request;
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, PhysicalResourceId, ...outcome });
  const answer = await fetch(request.ResponseURL, { method: 'PUT', body, headers: { 'content-type': '' } });
  if (!answer.ok) throw new Error(`CloudFormation answered ${answer.status} to what became of ${LogicalResourceId}`);
}
