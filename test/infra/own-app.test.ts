import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { stack } from '../../infra/examples/own-app.ts';

test('the example of an app of one’s own gives its queue what is critical, and its operators the policy of readers', () => {
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'sqs',
    FilterPolicy: { severity: ['critical'] },
  });
  const [group] = Object.values(template.findResources('AWS::IAM::Group'));
  expect(JSON.stringify(group)).toContain('Mm7WatchQueryReaders');
});
