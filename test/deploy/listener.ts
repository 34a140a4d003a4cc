import { createServer } from 'node:http';

/** Takes what would go to Slack, and heartbeats. */
export interface Listener {
  readonly slackUrl: string;
  readonly slackMessages: readonly string[];
  readonly heartbeatUrl: string;
  readonly heartbeats: readonly string[];
  readonly close: () => void;
}

const SLACK_PATH = '/services/T0/B0/secret';
const HEARTBEAT_PATH = '/heartbeat';

/** Listens on the loopback address, as a webhook of Slack and a watcher of heartbeats would. */
export function startListener(): Promise<Listener> {
  const heard = new Map<string, string[]>([
    [SLACK_PATH, []],
    [HEARTBEAT_PATH, []],
  ]);
  const server = createServer((asked, answer) => {
    let body = '';
    asked.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    asked.on('end', () => {
      heard.get(asked.url ?? '')?.push(body);
      answer.end('ok');
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
      resolve({
        slackUrl: `${origin}${SLACK_PATH}`,
        slackMessages: heard.get(SLACK_PATH) ?? [],
        heartbeatUrl: `${origin}${HEARTBEAT_PATH}`,
        heartbeats: heard.get(HEARTBEAT_PATH) ?? [],
        close: () => server.close(),
      });
    });
  });
}
