import type * as z from 'zod/mini';
import {
  BreakdownAnswer,
  CatalogAnswer,
  CodesAnswer,
  FunnelAnswer,
  HealthAnswer,
  QualityAnswer,
  SeriesAnswer,
} from '#shared/api/answers.ts';
import { EpisodeAnswer, EpisodesAnswer, MarkersAnswer, SilencesAnswer } from '#shared/api/episode-answers.ts';
import { DAY_MS } from '#shared/domain/time.ts';
import type { TimeRange } from '#shared/pipeline/query.ts';
import {
  breakdownText,
  codesText,
  episodesText,
  episodeText,
  funnelText,
  healthText,
  markersText,
  overviewOf,
  qualityText,
  seriesText,
  silencesText,
} from '../terminal/answers.ts';
import { codeTable } from '../terminal/tables.ts';
import { type Ask, answerOf, type Form, textOf } from './ask.ts';
import { type FilterOptions, pathOf, type QuestionName } from './question.ts';

/** Up to here trends are drawn by the minute: so many steps the API gives at once. */
const FINE_RANGE_MS = 2 * DAY_MS;

/** A question of the command line. */
export interface Asked {
  readonly name: QuestionName;
  /** Of a single episode. */
  readonly id: string | undefined;
  readonly filters: FilterOptions;
  /** Null for the last hour. */
  readonly range: TimeRange | null;
}

/** The answer for programs, as the API gives it; an overview is one object of several answers. */
export async function tellPrograms(asked: Asked, ask: Ask, form: Form): Promise<string> {
  if (asked.name !== 'overview') return (await textOf(ask, pathOfAsked(asked), form)).trimEnd();
  const answers = await overviewAnswers(asked, ask);
  return JSON.stringify(answers);
}

/** The answer for people. */
export async function tellPeople(asked: Asked, ask: Ask): Promise<string> {
  const answer = <S extends z.ZodMiniType>(shape: S) => answerOf(ask, pathOfAsked(asked), shape);
  switch (asked.name) {
    case 'overview':
      return overviewOf(await overviewAnswers(asked, ask));
    case 'codes':
      return codesText(await answer(CodesAnswer), await trends(asked, ask, { by: 'code' }));
    case 'breakdown': {
      const told = await answer(BreakdownAnswer);
      const failed = new Set(
        told.rows.flatMap(({ codes }) => codes.map(({ code }) => code)).filter((code) => code !== ''),
      );
      const lines = failed.size === 0 ? null : await trends(asked, ask, { by: told.by, code: [...failed].join(',') });
      return breakdownText(told, lines);
    }
    case 'series':
      return seriesText(await answer(SeriesAnswer));
    case 'funnel':
      return funnelText(await answer(FunnelAnswer));
    case 'episodes':
      if (asked.id !== undefined) return episodeText((await answer(EpisodeAnswer)).episode);
      return episodesText(await answer(EpisodesAnswer));
    case 'quality':
      return qualityText(await answer(QualityAnswer));
    case 'catalog':
      return codeTable((await answer(CatalogAnswer)).rows);
    case 'silences':
      return silencesText(await answer(SilencesAnswer));
    case 'markers':
      return markersText(await answer(MarkersAnswer));
    case 'health':
      return healthText(await answer(HealthAnswer));
  }
}

function pathOfAsked({ name, id, filters, range }: Asked): string {
  if (name === 'episodes' && id !== undefined) return `/v1/episodes/${encodeURIComponent(id)}`;
  const byDefault = name === 'breakdown' && filters.by === undefined ? { by: 'carrier' } : {};
  return pathOf(name, { ...byDefault, ...filters }, range);
}

/** Lines in time of the same scope and range, for a column of trends. */
function trends(
  { filters, range }: Asked,
  ask: Ask,
  { by, code }: { by: string; code?: string },
): Promise<SeriesAnswer> {
  const { vasid, carrier, family } = filters;
  const codes = code ?? filters.code;
  const kept = {
    ...(vasid && { vasid }),
    ...(carrier && { carrier }),
    ...(family && { family }),
    ...(codes && { code: codes }),
  };
  const step = range && range.toMs - range.fromMs <= FINE_RANGE_MS ? { step: 'minute' } : {};
  return answerOf(ask, pathOf('series', { ...kept, ...step, by, limit: '100' }, range), SeriesAnswer);
}

async function overviewAnswers({ filters: { vasid, carrier }, range }: Asked, ask: Ask) {
  const scope = { ...(vasid && { vasid }), ...(carrier && { carrier }) };
  return {
    codes: await answerOf(ask, pathOf('codes', scope, range), CodesAnswer),
    byCarrier: await answerOf(ask, pathOf('breakdown', { ...scope, by: 'carrier' }, range), BreakdownAnswer),
    byVasid: await answerOf(ask, pathOf('breakdown', { ...scope, by: 'vasid' }, range), BreakdownAnswer),
    episodes: await answerOf(ask, pathOf('episodes', scope, range), EpisodesAnswer),
    quality: await answerOf(ask, pathOf('quality', {}, range), QualityAnswer),
  };
}
export type OverviewAnswers = Awaited<ReturnType<typeof overviewAnswers>>;
