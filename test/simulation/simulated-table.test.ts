import { describe } from 'vitest';
import { storesKeepTheirPromises } from '../contracts/stores.ts';
import { storesOf } from './functions.ts';
import { clientThat } from './platform.ts';
import { simulatedTable } from './simulated-table.ts';

describe('stores on the simulated table', () => {
  storesKeepTheirPromises(async () => {
    const table = simulatedTable({ nowMs: () => 0, pageSize: 2 });
    return storesOf({ client: clientThat(async (command) => table.apply(command)), wait: async () => {} });
  });
});
