import type { QueryPorts } from '../pipeline/query.ts';
import type { Route } from './route.ts';
import { breakdown } from './routes/breakdown.ts';
import { catalog } from './routes/catalog.ts';
import { codes } from './routes/codes.ts';
import { episode } from './routes/episode.ts';
import { episodes } from './routes/episodes.ts';
import { funnel } from './routes/funnel.ts';
import { health } from './routes/health.ts';
import { quality } from './routes/quality.ts';
import { series } from './routes/series.ts';

/** Every question that the API answers. */
export const READ_ROUTES: readonly Route<QueryPorts>[] = [
  ...[codes, series, breakdown, funnel],
  ...[episodes, episode, quality, catalog, health],
];
