/**
 * Shows messages as Slack would: `npm run docs:slack` writes docs/slack.html from the telling episodes of the tests, and
 * docs/pictures/slack.png, for which it needs a chromium. It is our own drawing of Block Kit, near enough to judge a text by.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyOf, type NotificationBody } from '#shared/domain/message/body.ts';
import type { Block, SlackMessage } from '#shared/domain/message/slack/blocks.ts';
import { liveMessageOf, threadMessageOf } from '#shared/domain/message/slack/message.ts';
import { TELLING_EPISODES, TOLD } from '../test/telling-episodes.ts';

const DOCS = join(import.meta.dirname, '../docs');
const PAGE = join(DOCS, 'slack.html');
/** As wide as a channel beside its list of channels. */
const PICTURE = { file: join(DOCS, 'pictures/slack.png'), width: 860, height: 950 };
/** What the picture shows; the page shows all. */
const PICTURED = ['carrier-after-marker', 'credentials-resolved'];

const STYLE = `
body { font: 15px/1.46 Lato, "DejaVu Sans", sans-serif; color: #1d1c1d; margin: 24px; max-width: 780px }
h1 { font-size: 20px } h2 { font-size: 13px; color: #616061; font-weight: 400; margin: 28px 0 4px }
.message { border-left: 4px solid #dddddd; padding: 2px 14px 10px } .thread { margin-left: 40px }
.header { font-size: 18px; font-weight: 900; margin: 6px 0 } .section { white-space: pre-wrap; margin: 6px 0 }
.context { font-size: 12px; color: #616061 } .context span { margin-right: 12px }
.actions { margin: 8px 0 } .button { display: inline-block; border: 1px solid #bbbabb; border-radius: 4px; padding: 4px 12px;
  margin: 0 8px 6px 0; font-weight: 700; font-size: 13px } .primary { background: #007a5a; border-color: #007a5a; color: #fff }
.author { font-weight: 900 } .app { background: #e8e8e8; color: #616061; font-size: 10px; padding: 1px 3px; border-radius: 2px }
`;

const folder = mkdtempSync(join(tmpdir(), 'mm7watch-slack-'));
try {
  const pictured = join(folder, 'pictured.html');
  writeFileSync(PAGE, pageOf(Object.keys(TELLING_EPISODES)));
  writeFileSync(pictured, pageOf(PICTURED));
  photograph(pictured);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pageOf(shown: readonly string[]): string {
  const messages = shown.flatMap((name) => {
    const notification = TELLING_EPISODES[name];
    return notification ? [episodeHtml(name, bodyOf(notification, TOLD))] : [];
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>mm7watch in Slack</title><style>${STYLE}</style>
<body>${messages.join('\n')}</body></html>\n`;
}

/** The message that is edited, and under it what its thread gets where something happened since. */
function episodeHtml(name: string, body: NotificationBody): string {
  const live = messageHtml(liveMessageOf(body, { buttons: true }), '');
  const thread = body.reason === 'opened' ? '' : messageHtml(threadMessageOf(body), 'thread');
  return `<h2>${name.replaceAll('-', ' ')}</h2>${live}${thread}`;
}

function messageHtml({ blocks }: SlackMessage, more: string): string {
  const author = '<div><span class="author">mm7watch</span> <span class="app">APP</span></div>';
  return `<div class="message ${more}">${author}${blocks.map(blockHtml).join('')}</div>`;
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'header':
      return `<div class="header">${escaped(block.text.text)}</div>`;
    case 'section':
      return `<div class="section">${marked(block.text.text)}</div>`;
    case 'context':
      return `<div class="context">${block.elements.map(({ text }) => `<span>${marked(text)}</span>`).join('')}</div>`;
    case 'actions':
      return `<div class="actions">${block.elements
        .map(({ text, style = '' }) => `<span class="button ${style}">${escaped(text.text)}</span>`)
        .join('')}</div>`;
  }
}

/** Slack's marks as HTML; what is escaped for Slack is escaped for HTML. */
function marked(text: string): string {
  return text.replaceAll(/^((?:\S+ )?)\*([^*\n]+)\*/gm, '$1<b>$2</b>');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function photograph(page: string): void {
  const { file, width, height } = PICTURE;
  const options = ['--headless', '--no-sandbox', '--hide-scrollbars', `--window-size=${width},${height}`];
  execFileSync('chromium', [...options, `--screenshot=${file}`, `file://${page}`], { stdio: 'ignore' });
}
