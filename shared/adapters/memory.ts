import type { ScopeRecord } from '../domain/detect/scope-record.ts';
import type { DetectorMemory } from '../domain/detector-memory.ts';
import { type Episode, isActive, wasOpenBetween } from '../domain/episode.ts';
import type { Marker } from '../domain/marker.ts';
import type { PartialCount } from '../domain/partial.ts';
import type { Rollup } from '../domain/roll.ts';
import type { Sample } from '../domain/sample.ts';
import type { Silence } from '../domain/silence.ts';
import { MINUTE_MS, startOf } from '../domain/time.ts';
import type {
  DeliveryLog,
  DetectorStore,
  DimensionStore,
  EpisodeStore,
  KeptMessage,
  LiveMessage,
  LiveMessageStore,
  MarkerStore,
  PartialStore,
  RollupStore,
  SampleStore,
  ScopeStore,
  SeenValue,
  SilenceStore,
} from '../ports.ts';

/** All stores in memory, for tests and for reckoning that needs no table. */
export function memoryStores() {
  return {
    partials: memoryPartialStore(),
    rollups: memoryRollupStore(),
    dimensions: memoryDimensionStore(),
    detectors: memoryDetectorStore(),
    scopes: memoryScopeStore(),
    episodes: memoryEpisodeStore(),
    silences: memorySilenceStore(),
    markers: memoryMarkerStore(),
    deliveries: memoryDeliveryLog(),
    live: memoryLiveMessages(),
    samples: memorySampleStore(),
  };
}

export function memoryPartialStore(): PartialStore {
  const minutes = new Map<string, Map<string, PartialCount>>();
  return {
    async put(partials) {
      for (const partial of partials) {
        const name = `${partial.minuteStartMs} ${partial.shard}`;
        const minute = minutes.get(name) ?? new Map<string, PartialCount>();
        minutes.set(name, minute.set(`${partial.parserVersion} ${partial.hash}`, partial));
      }
    },
    async list(minuteStartMs, shard) {
      return [...(minutes.get(`${minuteStartMs} ${shard}`)?.values() ?? [])];
    },
  };
}

/** Rollups by day, as the table has them, so that a day is read without looking at the others. */
export function memoryRollupStore(): RollupStore {
  const dimensions = new Map<string, Map<number, Map<string, Rollup>>>();
  return {
    async put(rollup) {
      const name = `${rollup.step} ${rollup.dimension}`;
      const days = dimensions.get(name) ?? new Map<number, Map<string, Rollup>>();
      dimensions.set(name, days);
      const dayMs = startOf('day', rollup.startMs);
      const rollups = days.get(dayMs) ?? new Map<string, Rollup>();
      days.set(dayMs, rollups);
      const key = `${rollup.startMs} ${rollup.shard}`;
      if ((rollups.get(key)?.partials ?? 0) > rollup.partials) return 'stale';
      rollups.set(key, rollup);
      return 'written';
    },
    async list({ dimension, step, fromMs, toMs }) {
      const days = [...(dimensions.get(`${step} ${dimension}`) ?? [])];
      return days
        .filter(([dayMs]) => dayMs >= startOf('day', fromMs) && dayMs < toMs)
        .flatMap(([, rollups]) => [...rollups.values()])
        .filter(({ startMs }) => startMs >= startOf(step, fromMs) && startMs < toMs)
        .sort((a, b) => a.startMs - b.startMs || a.shard - b.shard);
    },
  };
}

export function memoryDimensionStore(): DimensionStore {
  const names = new Map<string, Map<string, SeenValue>>();
  return {
    async see(name, value, atMs) {
      const values = names.get(name) ?? new Map<string, SeenValue>();
      names.set(name, values);
      const dayMs = startOf('day', atMs);
      const { firstSeenMs = dayMs, lastSeenMs = dayMs } = values.get(value) ?? {};
      values.set(value, { value, firstSeenMs: Math.min(firstSeenMs, dayMs), lastSeenMs: Math.max(lastSeenMs, dayMs) });
    },
    async list(name) {
      return [...(names.get(name)?.values() ?? [])].sort((a, b) => (a.value < b.value ? -1 : 1));
    },
  };
}

export function memoryDetectorStore(): DetectorStore {
  const memories = new Map<string, DetectorMemory>();
  return {
    load: async (rule) => memories.get(rule) ?? null,
    async save(rule, memory, before) {
      if (memories.get(rule)?.state.lastMinuteMs !== before?.state.lastMinuteMs) return 'stale';
      memories.set(rule, memory);
      return 'written';
    },
  };
}

export function memoryScopeStore(): ScopeStore {
  const records = new Map<string, ScopeRecord>();
  return {
    async load(names) {
      return new Map(names.flatMap((name) => [[name, records.get(name)] as const]).filter(isThere));
    },
    async save(name, record, beforeMinute) {
      if ((records.get(name)?.lastMinute ?? null) !== beforeMinute) return 'stale';
      records.set(name, record);
      return 'written';
    },
  };
}

function isThere<T>(entry: readonly [string, T | undefined]): entry is readonly [string, T] {
  return entry[1] !== undefined;
}

export function memoryEpisodeStore(): EpisodeStore {
  const episodes = new Map<string, Episode>();
  return {
    listActive: async () => [...episodes.values()].filter(isActive),
    async listBetween(fromMs, toMs) {
      return [...episodes.values()]
        .filter((episode) => wasOpenBetween(episode, fromMs, toMs))
        .sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
    },
    find: async (id) => episodes.get(id) ?? null,
    async put(episode) {
      if ((episodes.get(episode.id)?.version ?? 0) !== episode.version - 1) return 'stale';
      episodes.set(episode.id, episode);
      return 'written';
    },
  };
}

export function memorySilenceStore(): SilenceStore {
  const silences = new Map<string, Silence>();
  return {
    put: async (silence) => void silences.set(silence.id, silence),
    list: async () => [...silences.values()].sort((a, b) => a.fromMs - b.fromMs || (a.id < b.id ? -1 : 1)),
  };
}

export function memoryMarkerStore(): MarkerStore {
  const markers = new Map<string, Marker>();
  return {
    put: async (marker) => void markers.set(JSON.stringify(marker), marker),
    list: async ({ fromMs, toMs }) =>
      [...markers.values()].filter(({ atMs }) => atMs >= fromMs && atMs < toMs).sort((a, b) => a.atMs - b.atMs),
  };
}

export function memoryDeliveryLog(): DeliveryLog {
  const sent = new Set<string>();
  const unsent = new Map<string, KeptMessage & { readonly untilMs: number }>();
  return {
    async claim(message, nowMs, untilMs) {
      const before = unsent.get(message.id);
      if (sent.has(message.id) || (before?.untilMs ?? 0) > nowMs) return 'taken';
      unsent.set(message.id, { ...message, untilMs });
      return before ? 'again' : 'first';
    },
    postpone: async (message, untilMs) => void unsent.set(message.id, { ...message, untilMs }),
    async noteSent(notificationId) {
      sent.add(notificationId);
      unsent.delete(notificationId);
    },
    listUnsent: async (nowMs) =>
      [...unsent.values()]
        .filter(({ untilMs }) => untilMs <= nowMs)
        .map(({ id, atMs, text }) => ({ id, atMs, text }))
        .sort((one, other) => one.atMs - other.atMs || (one.id < other.id ? -1 : 1)),
  };
}

/** A claim lasts for a minute by the clock that is given, else for ever. */
export function memoryLiveMessages(now: () => number = () => 0): LiveMessageStore {
  const messages = new Map<string, LiveMessage>();
  const claimedMs = new Map<string, number>();
  return {
    load: async (episodeId) => messages.get(episodeId) ?? null,
    async claim(episodeId) {
      const beforeMs = claimedMs.get(episodeId);
      if (messages.has(episodeId) || (beforeMs !== undefined && now() < beforeMs + MINUTE_MS)) return 'taken';
      claimedMs.set(episodeId, now());
      return beforeMs === undefined ? 'first' : 'again';
    },
    async save(episodeId, message) {
      if ((messages.get(episodeId)?.version ?? 0) < message.version) messages.set(episodeId, message);
    },
    async forget(episodeId) {
      messages.delete(episodeId);
      claimedMs.delete(episodeId);
    },
  };
}

export function memorySampleStore(): SampleStore {
  const samples = new Map<string, Sample>();
  return {
    async put(added) {
      for (const sample of added) {
        const { code, vasid, carrier, atMs } = sample;
        samples.set(`${code}|${vasid}|${carrier}|${startOf('minute', atMs)}`, sample);
      }
    },
    list: async (wanted, { fromMs, toMs }) =>
      [...samples.values()]
        .filter(({ code, atMs }) => code === wanted && atMs >= fromMs && atMs < toMs)
        .sort((a, b) => a.atMs - b.atMs),
  };
}
