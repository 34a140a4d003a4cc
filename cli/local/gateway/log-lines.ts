import { type Dialect, type Exchange, submitAnswer, submitRequest } from './exchange.ts';
import type { Service } from './fleet.ts';
import type { Random } from './random.ts';

/** Writes an exchange the way its part of the gateway logs. */
export function exchangeLine(exchange: Exchange, format: Service['format'], dialect: Dialect): string {
  const { atMs, vasid, carrier, code, transactionId } = exchange;
  const time = new Date(atMs).toISOString();
  switch (format) {
    case 'soap':
      return `${time} INFO  [mm7-out-3] c.example.mms.Mm7Client - carrierId=${carrier} sent: ${submitRequest(exchange, dialect)} answer: ${submitAnswer(exchange, dialect)}`;
    case 'json':
      return JSON.stringify({
        time,
        level: code === 1000 ? 'info' : 'warn',
        msg: 'mm7 answer',
        vasId: vasid,
        carrier,
        body: submitAnswer(exchange, dialect),
      });
    case 'dump':
      return [
        'POST /mm7/v1 HTTP/1.1\r\nHost: mm7.example.com\r\nSOAPAction: ""',
        `X-Gateway-Carrier-Id: ${carrier}\r\nContent-Type: text/xml; charset=utf-8\r\n`,
        submitRequest(exchange, dialect),
        `\r\nHTTP/1.1 ${code === 1000 ? '200 OK' : '500 Internal Server Error'}\r\nContent-Type: text/xml; charset=utf-8\r\n`,
        submitAnswer(exchange, dialect),
      ].join('\r\n');
    case 'fields':
      return `${time} WARN mm7 submit answered status_code=${code} tid=${transactionId} vasid=${vasid} carrier=${carrier} took=${(atMs % 400) + 40}`;
  }
}

/** Lines that say nothing of MM7, with numbers that look like codes. */
export function noiseLine(atMs: number, random: Random): string {
  const time = new Date(atMs).toISOString();
  const number = 1000 + random.below(9000);
  return random.pick([
    `${time} DEBUG [pool-1] c.example.store.Files - stored part of ${number} bytes in ${random.below(90)} ms`,
    `${time} INFO  [http-${random.below(9)}] c.example.api.Health - GET /health 200 ${number}`,
    JSON.stringify({ time, level: 'info', msg: 'queue depth', depth: number, worker: random.below(16) }),
    `${time} INFO  [sched-1] c.example.Billing - batch ${number} closed, 3520 records`,
  ]);
}
