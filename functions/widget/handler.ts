import { dynamoApiStores } from '#shared/adapters/dynamodb/api-stores.ts';
import { dynamoClient } from '#shared/adapters/dynamodb/client.ts';
import { readBundledSettings } from '#shared/adapters/lambda-settings.ts';
import { WidgetEnvironment } from '#shared/config/environment.ts';
import { catalogueOf } from '#shared/config/extraction.ts';
import { parseSettings } from '#shared/config/parse.ts';
import { drawWidget, WIDGETS } from '#shared/pipeline/widget.ts';
import { asksToDescribe, widgetRequestOf } from './request.ts';

const environment = parseSettings(WidgetEnvironment, process.env, 'environment of widget');
const ports = {
  ...dynamoApiStores({ client: dynamoClient(), tableName: environment.TABLE_NAME }),
  catalogue: catalogueOf(readBundledSettings(environment.LAMBDA_TASK_ROOT).extraction),
};

const DESCRIPTION = `Exact counts of mm7watch. \`show\` is one of ${WIDGETS.join(', ')}; the range and the theme are the dashboard's.`;

/** A widget of the dashboard: HTML for CloudWatch, which calls this in the name of whoever looks. */
export async function handler(event: unknown): Promise<string | { readonly markdown: string }> {
  if (asksToDescribe(event)) return { markdown: DESCRIPTION };
  const request = widgetRequestOf(event);
  const html = await drawWidget(request, Date.now(), ports);
  console.info({ show: request.show, characters: html.length });
  return html;
}
