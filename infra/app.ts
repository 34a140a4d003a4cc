import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { settingsOf } from './settings.ts';
import { Mm7WatchStack } from './stack.ts';

const app = new App();
const stackName: unknown = app.node.tryGetContext('stackName');
new Mm7WatchStack(app, typeof stackName === 'string' ? stackName : 'mm7watch', { settings: settingsOf(app.node) });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
