import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { UsageError } from '../exit.ts';

/** A deployment, and whose credentials to use where; what is left out is as the AWS command line takes it. */
export interface StackOptions {
  readonly stack: string;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

/** A deployment as it is spoken to with the user's own credentials. */
export interface DeployedStack {
  /** URLs by the name of the output that tells them. */
  readonly urlOf: (output: 'QueryUrl' | 'ActUrl') => string;
  /** Sends a signed request to a URL of the deployment. */
  readonly send: (request: SignedRequest) => Promise<Response>;
}

/** A request to be signed. */
export interface SignedRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/**
 * Finds a deployment by the name of its stack.
 * @throws UsageError where there is no such stack, no region or no credentials, with how to get them
 */
export async function openStack({ stack, region, profile }: StackOptions): Promise<DeployedStack> {
  const client = new CloudFormationClient({ ...(region ? { region } : {}), ...(profile ? { profile } : {}) });
  const outputs = await outputsOf(client, stack);
  const signer = new SignatureV4({
    service: 'lambda',
    region: await client.config.region(),
    credentials: client.config.credentials,
    sha256: Hash.bind(null, 'sha256'),
  });
  return {
    urlOf(output) {
      const url = outputs.get(output);
      if (url !== undefined) return url;
      throw new UsageError(`--stack must be a deployment of mm7watch, got ${stack}, which has no output ${output}`);
    },
    async send({ url, method, headers, body }) {
      const { headers: signed } = await signer.sign({
        ...{ method, protocol: 'https:', hostname: url.hostname, path: url.pathname },
        ...{ query: Object.fromEntries(url.searchParams), headers: { ...headers, host: url.hostname }, body },
      });
      return fetch(url, { method, headers: signed, body });
    },
  };
}

async function outputsOf(client: CloudFormationClient, stack: string): Promise<Map<string, string>> {
  try {
    const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
    const outputs = Stacks[0]?.Outputs ?? [];
    return new Map(outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  } catch (error) {
    throw error instanceof Error ? inWords(error, stack) : error;
  }
}

/** What is wrong with credentials, region or name, in one line that says what to do. */
function inWords(error: Error, stack: string): Error {
  const said = (message: string) => new UsageError(message, { cause: error });
  if (/CredentialsProviderError|TokenProviderError/.test(error.name))
    return said('no AWS credentials were found; aws sso login or aws configure gets them, --profile names others');
  if (/region is missing/i.test(error.message)) return said('no AWS region is set; give --region or set AWS_REGION');
  if (/ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/.test(error.name))
    return said(
      `the AWS credentials are not accepted (${error.name}); log in again with aws sso login or aws configure`,
    );
  if (error.name === 'ValidationError')
    return said(
      `--stack must name a stack of this account and region, got ${stack}; aws cloudformation list-stacks lists them`,
    );
  if (/AccessDenied/.test(error.name))
    return said(`these credentials may not look at the stack ${stack}; allow cloudformation:DescribeStacks`);
  return error;
}
