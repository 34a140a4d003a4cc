import { expect, test } from 'vitest';
import { EVERYTHING, statementsIn, THROUGH_STREAM, templateOf } from './synthesized.ts';

test.each([
  ['direct', EVERYTHING],
  ['through a stream', THROUGH_STREAM],
])(
  '%s: no policy has an action with an asterisk, and only listing log groups and streams has such a resource',
  (_name, settings) => {
    const statements = statementsIn(templateOf(settings));
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes('*'))).toEqual([]);
    const everywhere = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    expect(everywhere.filter((action) => action !== 'logs:DescribeLogGroups')).toEqual([]);
  },
);
