/**
 * The blocks of Slack's Block Kit that are used here, and their limits (docs.slack.dev/reference/block-kit/blocks, .../block-elements,
 * .../composition-objects). A message that is beyond one of them is refused as a whole.
 */
export type Block =
  | { readonly type: 'header'; readonly text: PlainText }
  | { readonly type: 'section'; readonly text: MarkedText }
  | { readonly type: 'context'; readonly elements: readonly MarkedText[] }
  | { readonly type: 'actions'; readonly block_id: string; readonly elements: readonly Button[] };

export interface PlainText {
  readonly type: 'plain_text';
  readonly text: string;
  readonly emoji: boolean;
}

export interface MarkedText {
  readonly type: 'mrkdwn';
  readonly text: string;
  /** Addresses and channel names in the text are not made into links. */
  readonly verbatim: true;
}

export interface Button {
  readonly type: 'button';
  readonly action_id: string;
  readonly text: PlainText;
  readonly value?: string;
  readonly url?: string;
  readonly style?: 'primary' | 'danger';
}

/** A message of Slack: the blocks, and the text that stands in notifications and is read aloud. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly Block[];
}

/** The bounds of Block Kit, in characters and numbers of things. */
export const SLACK_LIMITS = {
  blocks: 50,
  headerCharacters: 150,
  sectionCharacters: 3000,
  contextElements: 10,
  actionElements: 25,
  buttonTextCharacters: 75,
  buttonUrlCharacters: 3000,
  buttonValueCharacters: 2000,
  actionIdCharacters: 255,
  blockIdCharacters: 255,
  /** Of all blocks together; in no document, but found (`msg_blocks_too_long`). */
  messageCharacters: 13_000,
} as const;
