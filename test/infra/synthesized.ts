import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as z from 'zod/mini';
import type { Mm7WatchProps } from '../../infra/mm7-watch.ts';
import { Mm7WatchStack } from '../../infra/stack.ts';

/** The template of the stack for settings; code is not bundled, which is what takes long. */
export function templateOf(settings: Mm7WatchProps = {}): Template {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  return Template.fromStack(new Mm7WatchStack(app, 'mm7watch', { settings }));
}

/** Every part that settings can ask for. */
export const EVERYTHING: Mm7WatchProps = {
  logGroups: { names: ['/mms/gateway'], prefixes: ['/mms/more'] },
  filterPattern: '?StatusCode ?MMStatus',
  channels: {
    emails: ['oncall@example.com'],
    slackWebhookSecretName: 'mms/slack',
    slackActions: { signingSecretName: 'mms/slack-signing' },
    amazonQ: [
      { application: 'slack', workspaceId: 'T0123456789', channelId: 'C0123456789' },
      {
        application: 'teams',
        tenantId: '00000000-0000-4000-8000-000000000001',
        teamId: '00000000-0000-4000-8000-000000000002',
        channelId: '19%3aab6ef35d%40thread.tacv2',
      },
    ],
    heartbeatUrl: 'https://beat.example/mm7watch',
    heartbeatTopicArn: 'arn:aws:sns:eu-west-1:210987654321:heartbeats',
  },
  links: { console: 'https://mms.example.com', runbooks: { throughput: 'https://wiki.example.com/mms' } },
  alarms: { emails: ['operators@example.com'] },
  canary: { logGroup: '/mms/gateway' },
  table: { maxReadRequestUnits: 2000, maxWriteRequestUnits: 4000, customerManagedKey: true },
  reservedConcurrency: { ingest: 20 },
};

/** The same through a stream, open to other accounts. */
export const THROUGH_STREAM: Mm7WatchProps = {
  ...EVERYTHING,
  ingestion: { mode: 'kinesis', organizationId: 'o-exampleorgid', sourceAccounts: ['210987654321'] },
};

/** The properties of the resources of a type whose logical ids hold a word. */
export function propertiesIn(template: Template, type: string, word = ''): Record<string, unknown>[] {
  return Object.entries(template.findResources(type))
    .filter(([id]) => id.includes(word))
    .map(([, resource]) => resource.Properties);
}

/** A statement of a policy as a template holds it. */
export interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const PolicyProperties = z.object({ PolicyDocument: z.object({ Statement: z.array(z.custom<Statement>()) }) });

/** The statements of the policies whose logical ids hold a word. */
export function statementsIn(template: Template, word = ''): Statement[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
    .flatMap((type) => propertiesIn(template, type, word))
    .flatMap((properties) => PolicyProperties.parse(properties).PolicyDocument.Statement);
}
