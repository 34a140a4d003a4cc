import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Long enough to spare a request for each message, short enough for a secret that was changed. */
const KEEP_MS = 5 * 60_000;

/**
 * Reads a secret by name and keeps it for five minutes.
 * @throws where it is missing or empty, with the name and the remedy, never the value
 */
export function secretReader(
  client: SecretsManagerClient,
  secretName: string,
  now: () => number,
): () => Promise<string> {
  let kept = { value: '', untilMs: 0 };
  return async () => {
    if (now() < kept.untilMs) return kept.value;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    if (!SecretString) throw new Error(`secret ${secretName} is empty; store the value as its plain text`);
    kept = { value: SecretString.trim(), untilMs: now() + KEEP_MS };
    return kept.value;
  };
}
