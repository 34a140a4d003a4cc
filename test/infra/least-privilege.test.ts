import { expect, test } from 'vitest';
import { EVERYTHING, statementsIn, THROUGH_STREAM, templateOf } from './synthesized.ts';

test.each([
  ['direct', EVERYTHING],
  ['through a stream', THROUGH_STREAM],
])(
  '%s: no policy has an action with an asterisk, and only listing log groups and reading metrics has such a resource',
  (_name, settings) => {
    const statements = statementsIn(templateOf(settings));
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    const narrowest = ['logs:DescribeLogGroups', 'cloudwatch:GetMetricData'];
    expect(everywhere.filter((action) => !narrowest.includes(action))).toEqual([]);
  },
);
