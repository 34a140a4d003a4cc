import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { UsageError } from '../exit.ts';
import { type HttpReply, sendOverHttp } from './send-over-http.ts';

/** A stack, and whose credentials to use where; what is left out is as the AWS command line takes it. */
export interface StackOptions {
  readonly stack: string;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** A deployed stack as it is spoken to with the user's own credentials. */
export interface DeployedStack {
  /** @throws UsageError where the stack has no such output */
  readonly urlOf: (output: 'QueryUrl' | 'ActUrl') => string;
  /** Sends a signed request to a URL of the stack. */
  readonly send: (request: UnsignedRequest) => Promise<HttpReply>;
}

/** A request before it is signed. */
export interface UnsignedRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * Finds a deployed stack by its name.
 * @throws UsageError where there is no such stack, no region or no credentials, with how to get them
 */
export async function openStack({ stack, region, profile }: StackOptions): Promise<DeployedStack> {
  const client = new CloudFormationClient({ ...(region ? { region } : {}), ...(profile ? { profile } : {}) });
  const outputs = await said(() => outputsOf(client, stack), stack);
  const signer = new SignatureV4({
    service: 'lambda',
    region: await client.config.region(),
    credentials: client.config.credentials,
    sha256: Hash.bind(null, 'sha256'),
  });
  return {
    urlOf(output) {
      const url = outputs.get(output);
      if (url) return url;
      throw new UsageError(`--stack must be a deployment of mm7watch, got ${stack}, which has no output ${output}`);
    },
    async send({ url, method, headers, body }) {
      const { hostname, pathname, searchParams } = url;
      const signed = await signer.sign({
        ...{ method, protocol: 'https:', hostname, path: pathname, query: Object.fromEntries(searchParams) },
        ...{ headers: { ...headers, host: hostname }, body },
      });
      return sendOverHttp({ url, method, headers: signed.headers, body });
    },
  };
}

async function outputsOf(client: CloudFormationClient, stack: string): Promise<ReadonlyMap<string, string>> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
  return new Map(Stacks[0]?.Outputs?.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
}

/** Errors of credentials, of the region and of the stack's name, each in one line that says what to do. */
async function said<T>(act: () => Promise<T>, stack: string): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === 'CredentialsProviderError' || error.name === 'TokenProviderError') {
      throw new UsageError(
        'no AWS credentials were found; log in with aws sso login or aws configure, or name a profile with --profile or AWS_PROFILE',
        { cause: error },
      );
    }
    if (/region is missing/i.test(error.message)) {
      throw new UsageError('no AWS region is set; give --region or set AWS_REGION', { cause: error });
    }
    if (/ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(error.name)) {
      throw new UsageError(
        `the AWS credentials are not accepted (${error.name}); log in again with aws sso login or aws configure`,
        { cause: error },
      );
    }
    if (error.name === 'ValidationError') {
      throw new UsageError(
        `there is no stack ${stack} in this account and region; aws cloudformation list-stacks lists those there are`,
        { cause: error },
      );
    }
    if (/AccessDenied/.test(error.name)) {
      throw new UsageError(
        `these credentials may not look at the stack ${stack}; allow cloudformation:DescribeStacks`,
        { cause: error },
      );
    }
    throw error;
  }
}
