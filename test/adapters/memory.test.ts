import { describe } from 'vitest';
import { memoryStores } from '#shared/adapters/memory.ts';
import { storesKeepTheirPromises } from '../contracts/stores.ts';

describe('stores in memory', () => {
  storesKeepTheirPromises(async () => memoryStores());
});
