import type { FleetStory } from './fleet/generate.ts';

/** A key that went into or out of alarm in a minute. */
export interface Alert {
  readonly minute: number;
  /** `code|carrier|vasid`, `*` for all. */
  readonly key: string;
  readonly isOn: boolean;
}

/** What was found of incidents of one type. */
export interface TypeScore {
  readonly incidents: number;
  readonly found: number;
  /** Minutes from the start to the first alert. */
  readonly delays: readonly number[];
}

/** What a detector is worth on one story or several. */
export interface Score {
  readonly days: number;
  /** Episodes of keys that belong to no incident. */
  readonly falseEpisodes: number;
  readonly byType: ReadonlyMap<string, TypeScore>;
  /** Keys that were in alarm for an incident, and how often in all. */
  readonly keysFound: number;
  readonly keyEpisodes: number;
}

const NOTHING: Score = { days: 0, falseEpisodes: 0, byType: new Map(), keysFound: 0, keyEpisodes: 0 };
/** An alert may come so long after the end. */
const GRACE_MINUTES = 15;
const DAY = 1440;
/** Fewer failures nobody has to find. */
const LEAST_ERRORS = 5;

interface KeyEpisode {
  readonly key: string;
  readonly startMinute: number;
  isExplained: boolean;
}

/** Holds alerts against the truth of a story; the warm-up is not judged. */
export function scoreOf(story: FleetStory, alerts: readonly Alert[]): Score {
  const episodes = episodesOf(alerts).filter(({ startMinute }) => startMinute >= story.warmMinutes);
  const byKey = new Map<string, KeyEpisode[]>();
  for (const episode of episodes) byKey.set(episode.key, [...(byKey.get(episode.key) ?? []), episode]);
  const byType = new Map<string, TypeScore>();
  let keysFound = 0;
  let keyEpisodes = 0;
  for (const { type, keys, startMinute, endMinute, errors } of story.incidents) {
    const known = byType.get(type) ?? { incidents: 0, found: 0, delays: [] };
    let first = Number.POSITIVE_INFINITY;
    for (const key of relatedKeys(keys)) {
      const hits = (byKey.get(key) ?? []).filter(
        (episode) => episode.startMinute >= startMinute && episode.startMinute <= endMinute + GRACE_MINUTES,
      );
      for (const hit of hits) {
        hit.isExplained = true;
        first = Math.min(first, hit.startMinute);
      }
      keysFound += hits.length > 0 ? 1 : 0;
      keyEpisodes += hits.length;
    }
    const isFound = Number.isFinite(first);
    if (!isFound && errors < LEAST_ERRORS) continue;
    byType.set(type, {
      incidents: known.incidents + 1,
      found: known.found + (isFound ? 1 : 0),
      delays: isFound ? [...known.delays, first - startMinute] : known.delays,
    });
  }
  const falseEpisodes = episodes.filter(({ isExplained }) => !isExplained).length;
  return { days: (story.minutes - story.warmMinutes) / DAY, falseEpisodes, byType, keysFound, keyEpisodes };
}

/** Adds scores up. */
export function addScores(scores: readonly Score[]): Score {
  return scores.reduce((sum, score) => {
    const byType = new Map(sum.byType);
    for (const [type, { incidents, found, delays }] of score.byType) {
      const known = byType.get(type) ?? { incidents: 0, found: 0, delays: [] };
      byType.set(type, {
        incidents: known.incidents + incidents,
        found: known.found + found,
        delays: [...known.delays, ...delays],
      });
    }
    return {
      days: sum.days + score.days,
      falseEpisodes: sum.falseEpisodes + score.falseEpisodes,
      byType,
      keysFound: sum.keysFound + score.keysFound,
      keyEpisodes: sum.keyEpisodes + score.keyEpisodes,
    };
  }, NOTHING);
}

/** The value below which a share of values lies; NaN where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

function episodesOf(alerts: readonly Alert[]): KeyEpisode[] {
  const open = new Set<string>();
  const episodes: KeyEpisode[] = [];
  for (const { minute, key, isOn } of alerts) {
    if (isOn && !open.has(key)) episodes.push({ key, startMinute: minute, isExplained: false });
    if (isOn) open.add(key);
    else open.delete(key);
  }
  return episodes;
}

/** The keys of an incident's pairs and of all that lies above them. */
function relatedKeys(keys: readonly string[]): Set<string> {
  const related = new Set<string>();
  for (const key of keys) {
    const [code, carrier, vasid] = key.split('|');
    for (const name of [key, `${code}|${carrier}|*`, `${code}|*|${vasid}`, `${code}|*|*`]) related.add(name);
  }
  return related;
}
