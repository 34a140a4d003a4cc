import { Names } from 'aws-cdk-lib';
import { CfnMicrosoftTeamsChannelConfiguration, CfnSlackChannelConfiguration } from 'aws-cdk-lib/aws-chatbot';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ChatChannel } from '../../shared/config/deployment.ts';

/** Which channels are told what is published where. */
export interface ChatProps {
  readonly topic: ITopic;
  readonly channels: readonly ChatChannel[];
}

/** Channels of Slack and Microsoft Teams that Amazon Q Developer serves; it has to be let into them by hand, once. */
export class Chat extends Construct {
  constructor(scope: Construct, id: string, { topic, channels }: ChatProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      description: 'May do nothing: messages go to chat, and no commands come from it',
      assumedBy: new ServicePrincipal('chatbot.amazonaws.com'),
    });
    for (const channel of channels) {
      const place = new Construct(this, `${channel.application} ${channel.channelId}`);
      const common = {
        configurationName: Names.uniqueResourceName(place, { maxLength: 100, separator: '-' }),
        iamRoleArn: role.roleArn,
        snsTopicArns: [topic.topicArn],
        loggingLevel: 'ERROR',
      };
      if (channel.application === 'slack') {
        const { workspaceId: slackWorkspaceId, channelId: slackChannelId } = channel;
        new CfnSlackChannelConfiguration(place, 'Channel', { ...common, slackWorkspaceId, slackChannelId });
      } else {
        const { tenantId: teamsTenantId, teamId, channelId: teamsChannelId } = channel;
        new CfnMicrosoftTeamsChannelConfiguration(place, 'Channel', {
          ...common,
          teamsTenantId,
          teamId,
          teamsChannelId,
        });
      }
    }
  }
}
