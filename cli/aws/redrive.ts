import { LambdaClient } from '@aws-sdk/client-lambda';
import { NoSuchBucket, S3Client } from '@aws-sdk/client-s3';
import { s3FailureStore } from '#shared/adapters/failure-store.ts';
import { lambdaCaller } from '#shared/adapters/lambda-caller.ts';
import { type RedrivePorts, redrive } from '#shared/pipeline/redrive.ts';
import { UsageError } from '../exit.ts';
import { redrivenLine, redriveSummary } from '../terminal/redrive.ts';

/**
 * Redrives what a bucket holds and tells of each call in a line.
 * @returns whether a call failed again
 * @throws UsageError where there is no such bucket
 */
export async function redriveBucket(
  bucketName: string,
  options: { readonly isDryRun: boolean },
  ports: RedrivePorts = portsOf(bucketName),
): Promise<boolean> {
  const counts = new Map<string, number>();
  try {
    for await (const redriven of redrive(options, ports)) {
      counts.set(redriven.outcome, (counts.get(redriven.outcome) ?? 0) + 1);
      process.stdout.write(`${redrivenLine(redriven)}\n`);
    }
  } catch (error) {
    if (!(error instanceof NoSuchBucket)) throw error;
    throw new UsageError(
      `--bucket must be the failure store, the output FailureBucket of the stack; got ${bucketName}`,
    );
  }
  process.stdout.write(`${redriveSummary(counts)}\n`);
  return counts.has('fails-again');
}

function portsOf(bucketName: string): RedrivePorts {
  return { failures: s3FailureStore(new S3Client(), bucketName), functions: lambdaCaller(new LambdaClient()) };
}
