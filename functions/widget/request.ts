import * as z from 'zod/mini';
import { MINUTE_MS, startOf } from '#shared/domain/time.ts';
import { WIDGETS, type WidgetRequest } from '#shared/pipeline/widget.ts';

const Range = z.object({ start: z.int(), end: z.int() });

/**
 * How CloudWatch calls a custom widget (docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/add_custom_widget_dashboard_about.html):
 * the widget's own parameters beside a context; `zoom` is there where somebody has zoomed in.
 */
const WidgetEvent = z.object({
  show: z.enum(WIDGETS),
  widgetContext: z.object({
    timeRange: z.extend(Range, { zoom: z.optional(Range) }),
    theme: z.catch(z.enum(['light', 'dark']), 'light'),
  }),
});

/** Asked by the console of CloudWatch for the text that explains the widget's parameters. */
const DescribeEvent = z.object({ describe: z.literal(true) });

/** Whether CloudWatch asks what the widget is. */
export function asksToDescribe(event: unknown): boolean {
  return DescribeEvent.safeParse(event).success;
}

/**
 * What a call of CloudWatch asks for: whole minutes of the dashboard's range, or of what is zoomed into.
 * @throws where the event is none
 */
export function widgetRequestOf(event: unknown): WidgetRequest {
  const { show, widgetContext } = WidgetEvent.parse(event);
  const { theme, timeRange } = widgetContext;
  const { start, end } = timeRange.zoom ?? timeRange;
  const fromMs = startOf('minute', start);
  return { show, theme, range: { fromMs, toMs: Math.max(startOf('minute', end + MINUTE_MS - 1), fromMs + MINUTE_MS) } };
}
