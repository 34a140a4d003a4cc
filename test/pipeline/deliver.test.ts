import { expect, test } from 'vitest';
import { deliver } from '#shared/pipeline/deliver.ts';
import { NOON_MS } from '../builders.ts';

/** A channel that notes what it is sent, and a memory that may die before it remembers. */
function worldOf({ dies }: { readonly dies: boolean }) {
  const sent: string[] = [];
  const known = new Set<string>();
  const deliveries = {
    has: async (id: string) => known.has(id),
    note: async (id: string) => {
      if (dies) throw new Error('died');
      known.add(id);
    },
  };
  return { sent, ports: { deliveries, send: async ({ id }: { readonly id: string }) => void sent.push(id) } };
}

test('a repeat of a notification is dropped', async () => {
  const { sent, ports } = worldOf({ dies: false });
  expect(await deliver({ id: 'n-1' }, NOON_MS, ports)).toBe('sent');
  expect(await deliver({ id: 'n-1' }, NOON_MS, ports)).toBe('repeated');
  expect(await deliver({ id: 'n-2' }, NOON_MS, ports)).toBe('sent');
  expect(sent).toEqual(['n-1', 'n-2']);
});

test('a crash between sending and remembering sends it twice rather than never', async () => {
  const { sent, ports } = worldOf({ dies: true });
  await expect(deliver({ id: 'n-1' }, NOON_MS, ports)).rejects.toThrow('died');
  await expect(deliver({ id: 'n-1' }, NOON_MS, ports)).rejects.toThrow('died');
  expect(sent).toEqual(['n-1', 'n-1']);
});

test('one that could not be sent is not remembered', async () => {
  const { ports } = worldOf({ dies: false });
  const failing = { ...ports, send: () => Promise.reject(new Error('Slack is down')) };
  await expect(deliver({ id: 'n-1' }, NOON_MS, failing)).rejects.toThrow('Slack is down');
  expect(await ports.deliveries.has('n-1')).toBe(false);
});
