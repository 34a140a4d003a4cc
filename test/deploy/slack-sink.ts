import { createServer } from 'node:http';

/** Takes what would go to Slack. */
export interface SlackSink {
  readonly url: string;
  readonly messages: readonly string[];
  readonly close: () => void;
}

/** Listens on the loopback address as a webhook of Slack would. */
export function startSlackSink(): Promise<SlackSink> {
  const messages: string[] = [];
  const server = createServer((asked, answer) => {
    let body = '';
    asked.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    asked.on('end', () => {
      messages.push(body);
      answer.end('ok');
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ url: `http://127.0.0.1:${port}/services/T0/B0/secret`, messages, close: () => server.close() });
    });
  });
}
