import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { UsageError } from '../exit.ts';
import type { Ask } from './ask.ts';

/** A stack, and whose credentials to use where; what is left out is as the AWS command line takes it. */
export interface StackOptions {
  readonly stack: string;
  readonly region?: string | undefined;
  readonly profile?: string | undefined;
}

const OUTPUT = 'QueryUrl';

/**
 * Asks a deployed stack over its query URL, every question signed with the user's credentials.
 * @throws UsageError where there is no such stack, no region or no credentials, with how to get them
 */
export async function askStack({ stack, region, profile }: StackOptions): Promise<Ask> {
  const client = new CloudFormationClient({ ...(region ? { region } : {}), ...(profile ? { profile } : {}) });
  const url = await said(() => queryUrlOf(client, stack), stack);
  const signer = new SignatureV4({
    service: 'lambda',
    region: await client.config.region(),
    credentials: client.config.credentials,
    sha256: Hash.bind(null, 'sha256'),
  });
  return async (pathAndQuery, form) => {
    const { hostname, pathname, search, searchParams } = new URL(pathAndQuery, url);
    const { headers } = await signer.sign({
      ...{ method: 'GET', protocol: 'https:', hostname, path: pathname, query: Object.fromEntries(searchParams) },
      headers: { host: hostname, accept: form },
    });
    return send(`${pathname}${search}`, headers);
  };
}

async function queryUrlOf(client: CloudFormationClient, stack: string): Promise<string> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack }));
  const url = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === OUTPUT)?.OutputValue;
  if (url) return url;
  throw new UsageError(`--stack must be a deployment of mm7watch, got ${stack}, which has no output ${OUTPUT}`);
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

/** Sends it to the host that was signed, or to the endpoint that stands for AWS where AWS_ENDPOINT_URL names one. */
function send(path: string, headers: Record<string, string>): ReturnType<Ask> {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  const target = endpoint ? new URL(path, endpoint) : new URL(path, `https://${headers.host}`);
  const request = target.protocol === 'http:' ? requestHttp : requestHttps;
  return new Promise((resolve, reject) => {
    const asked = request(target, { headers }, (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        body += chunk;
      });
      answer.once('error', reject);
      answer.once('end', () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.once('error', reject);
    asked.end();
  });
}
