import { afterAll, beforeAll, describe, expect } from 'vitest';
import { createTable } from '../../cli/local/embedded-dynamodb.ts';
import { storesKeepTheirPromises } from '../contracts/stores.ts';
import { FAULTS_BEFORE_EFFECT } from '../proxy/faulty-proxy.ts';
import { type ProxiedDatabase, startProxiedDatabase } from '../proxy/through-proxy.ts';
import { storesOf } from '../simulation/functions.ts';

describe('stores in a DynamoDB that resets, throttles and fails', () => {
  let proxied: ProxiedDatabase;
  let tables = 0;

  beforeAll(async () => {
    proxied = await startProxiedDatabase({ seed: 1, kinds: FAULTS_BEFORE_EFFECT, rateShare: 0.1 });
  });
  afterAll(async () => {
    expect([...proxied.proxy.faults.keys()].sort()).toEqual([...FAULTS_BEFORE_EFFECT].sort());
    await proxied.close();
  });

  storesKeepTheirPromises(async () => {
    tables += 1;
    const tableName = `empty-${tables}`;
    await createTable(proxied.database.client, tableName);
    return storesOf({ client: proxied.client, wait: async () => {} }, tableName);
  });
});
