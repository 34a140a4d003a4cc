import type { QueryPorts } from '../pipeline/query.ts';
import type { MarkerStore, SampleStore, SilenceStore } from '../ports.ts';
import type { WritePorts } from './author.ts';
import type { Route } from './route.ts';
import { acknowledge } from './routes/acknowledge.ts';
import { breakdown } from './routes/breakdown.ts';
import { catalog } from './routes/catalog.ts';
import { codes } from './routes/codes.ts';
import { episode } from './routes/episode.ts';
import { episodes } from './routes/episodes.ts';
import { funnel } from './routes/funnel.ts';
import { health } from './routes/health.ts';
import { letter } from './routes/letter.ts';
import { mark, markers } from './routes/markers.ts';
import { quality } from './routes/quality.ts';
import { series } from './routes/series.ts';
import { silence, silences, unsilence } from './routes/silences.ts';

/** What routes need that read. */
export interface ReadPorts extends QueryPorts {
  readonly silences: Pick<SilenceStore, 'list'>;
  readonly markers: Pick<MarkerStore, 'list'>;
  readonly samples: Pick<SampleStore, 'list'>;
}

/** Every question that the API answers. */
export const READ_ROUTES: readonly Route<ReadPorts>[] = [
  ...[codes, series, breakdown, funnel],
  ...[episodes, episode, letter, quality, catalog, health],
  ...[silences, markers],
];

/** Everything that people do over it. */
export const WRITE_ROUTES: readonly Route<WritePorts>[] = [acknowledge, silence, unsilence, mark];

/** What all routes need. */
export type ApiPorts = ReadPorts & WritePorts;

/** All of it, for a server that does both. */
export const ALL_ROUTES: readonly Route<ApiPorts>[] = [...READ_ROUTES, ...WRITE_ROUTES];
