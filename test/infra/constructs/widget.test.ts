import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { propertiesIn, statementsIn, templateOf } from '../synthesized.ts';

const template = templateOf();

test('the widget reads counts and episodes and may do nothing else', () => {
  const statements = statementsIn(template, 'WidgetRole').filter(({ Action }) =>
    JSON.stringify(Action).includes('dynamodb:'),
  );
  expect(statements.map(({ Action, Condition }) => ({ Action, Condition }))).toEqual([
    {
      Action: ['dynamodb:Query', 'dynamodb:GetItem'],
      Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['R#*', 'H#*', 'D#*', 'E#*', 'A#*', 'V#*'] } },
    },
  ]);
});

test('whoever may ask for counts may look at the widgets, since CloudWatch calls them in their name', () => {
  const [resource] = statementsIn(template, 'Readers')
    .filter(({ Action, Condition }) => Action === 'lambda:InvokeFunction' && Condition === undefined)
    .map(({ Resource }) => JSON.stringify(Resource));
  expect(resource).toContain('WidgetFunction');
});

const Body = z.object({ DashboardBody: z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }) });
const Widgets = z.object({
  widgets: z.array(
    z.object({
      type: z.string(),
      properties: z.object({
        title: z.optional(z.string()),
        params: z.optional(z.object({ show: z.string() })),
        updateOn: z.optional(z.object({ timeRange: z.boolean() })),
      }),
    }),
  ),
});

test('the dashboard shows incidents, codes and heat map, and asks again when its range changes', () => {
  const [properties] = propertiesIn(template, 'AWS::CloudWatch::Dashboard');
  const parts = Body.parse(properties).DashboardBody['Fn::Join'][1];
  const body = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'token')).join(''));
  const custom = Widgets.parse(body).widgets.filter(({ type }) => type === 'custom');
  expect(
    custom.map(({ properties: { title, params, updateOn } }) => [title, params?.show, updateOn?.timeRange]),
  ).toEqual([
    ['Incidents', 'episodes', true],
    ['Errors by code', 'codes', true],
    ['Which code, at which carrier', 'heat-by-carrier', true],
  ]);
});
