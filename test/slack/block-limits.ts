import { type Block, SLACK_LIMITS, type SlackMessage } from '#shared/domain/message/slack/blocks.ts';

/** What Slack would refuse a message for. */
export function brokenLimits({ text, blocks }: SlackMessage): string[] {
  const broken = blocks.flatMap(brokenIn);
  if (blocks.length > SLACK_LIMITS.blocks) broken.push('too many blocks');
  if (JSON.stringify(blocks).length > SLACK_LIMITS.messageCharacters) broken.push('the message is too long');
  if (text.length > 4000) broken.push('the text is too long');
  const ids = blocks.flatMap((block) => (block.type === 'actions' ? [block.block_id] : []));
  if (new Set(ids).size < ids.length) broken.push('two blocks have one id');
  return broken;
}

function brokenIn(block: Block): string[] {
  const isIn = (name: string, length: number, most: number) => (length > 0 && length <= most ? [] : [name]);
  switch (block.type) {
    case 'header':
      return isIn('header', block.text.text.length, SLACK_LIMITS.headerCharacters);
    case 'section':
      return isIn('section', block.text.text.length, SLACK_LIMITS.sectionCharacters);
    case 'context':
      return [
        ...isIn('context', block.elements.length, SLACK_LIMITS.contextElements),
        ...block.elements.flatMap(({ text }) => isIn('context text', text.length, SLACK_LIMITS.sectionCharacters)),
      ];
    case 'actions':
      return [
        ...isIn('actions', block.elements.length, SLACK_LIMITS.actionElements),
        ...isIn('block id', block.block_id.length, SLACK_LIMITS.blockIdCharacters),
        ...block.elements.flatMap(({ text, action_id, url = 'u', value = 'v' }) => [
          ...isIn('button text', text.text.length, SLACK_LIMITS.buttonTextCharacters),
          ...isIn('action id', action_id.length, SLACK_LIMITS.actionIdCharacters),
          ...isIn('url', url.length, SLACK_LIMITS.buttonUrlCharacters),
          ...isIn('value', value.length, SLACK_LIMITS.buttonValueCharacters),
        ]),
      ];
  }
}
