import { EVERYTHING } from '../domain/scope.ts';
import { codeTableHtml } from '../domain/widget/code-table.ts';
import { frame } from '../domain/widget/frame.ts';
import { heatMapHtml } from '../domain/widget/heat-map.ts';
import { episodesHtml } from '../domain/widget/open-episodes.ts';
import type { Theme } from '../domain/widget/theme.ts';
import { type QueryPorts, queryBreakdown, queryOutcomes, type TimeRange } from './query.ts';

/** What widgets can show. */
export const WIDGETS = ['codes', 'heat-by-carrier', 'heat-by-service', 'episodes'] as const;
export type Widget = (typeof WIDGETS)[number];

/** What a dashboard asks of a widget. */
export interface WidgetRequest {
  readonly show: Widget;
  readonly range: TimeRange;
  readonly theme: Theme;
}

/** What widgets are drawn from. */
type WidgetPorts = Pick<QueryPorts, 'rollups' | 'dimensions' | 'episodes' | 'catalogue'>;

/** A widget of the CloudWatch dashboard as HTML without script, every text in it escaped. */
export async function drawWidget(
  { show, range, theme }: WidgetRequest,
  nowMs: number,
  ports: WidgetPorts,
): Promise<string> {
  return frame(theme, await bodyOf(show, range, nowMs, ports));
}

async function bodyOf(show: Widget, range: TimeRange, nowMs: number, ports: WidgetPorts): Promise<string> {
  if (show === 'codes') return codeTableHtml(await queryOutcomes({ scope: EVERYTHING, range }, ports));
  if (show === 'episodes') return episodesHtml(await ports.episodes.listBetween(range.fromMs, range.toMs), nowMs);
  const by = show === 'heat-by-carrier' ? 'carrier' : 'vasid';
  return heatMapHtml(await queryBreakdown(by, { scope: EVERYTHING, range }, ports), ports.catalogue);
}
