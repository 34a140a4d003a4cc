import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';

const signer = new SignatureV4({
  service: 'lambda',
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  sha256: Hash.bind(null, 'sha256'),
});

/** The headers with which a question to a function's URL is signed. */
export async function signedHeaders(host: string, path: string): Promise<Record<string, string>> {
  const { pathname, searchParams } = new URL(path, `https://${host}`);
  const request = await signer.sign({
    method: 'GET',
    protocol: 'https:',
    hostname: host,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: { host },
  });
  return request.headers;
}
