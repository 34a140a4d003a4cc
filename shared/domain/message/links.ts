import type { Episode } from '../episode.ts';
import { insightsLink, type LogPlace } from './insights-link.ts';

/** Something to look at. */
export interface Link {
  readonly label: LinkLabel;
  readonly url: string;
}
export const LINK_LABELS = ['Console', 'Logs', 'Runbook', 'About this cause'] as const;
export type LinkLabel = (typeof LINK_LABELS)[number];

/** Where things are to be looked at; what is not there is not linked to. */
export interface LinkSettings {
  /** Address of the console page, without a slash at its end. */
  readonly console: string | null;
  /** Address under which the pages of `docs/` can be read, without a slash at its end. */
  readonly docs: string | null;
  /** Runbooks by code, else by the name of the rule. */
  readonly runbooks: ReadonlyMap<string, string>;
  /** Where the gateway's logs lie. */
  readonly logs: LogPlace | null;
}

/** Nowhere. */
export const NO_LINKS: LinkSettings = { console: null, docs: null, runbooks: new Map(), logs: null };

/** Where to look on: the episode's page, its log lines, what the house says is to be done, and what is known of the cause. */
export function linksOf(episode: Episode, { console, docs, runbooks, logs }: LinkSettings): Link[] {
  const [cause] = episode.insight?.causes ?? [];
  const runbook = [...episode.codes.map(String), episode.rule].map((name) => runbooks.get(name)).find(isThere);
  const found: readonly (readonly [LinkLabel, string | null | undefined])[] = [
    ['Console', console && `${console}/episodes/${encodeURIComponent(episode.id)}`],
    ['Logs', logs && insightsLink(episode, logs)],
    ['Runbook', runbook],
    ['About this cause', cause && docs && `${docs}/causes.md#${cause.name}`],
  ];
  return found.flatMap(([label, url]) => (url ? [{ label, url }] : []));
}

function isThere(url: string | undefined): url is string {
  return url !== undefined;
}
