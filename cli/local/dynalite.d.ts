/** What we use of dynalite, which brings no types: DynamoDB's HTTP API in this process. */
declare module 'dynalite' {
  import type { Server } from 'node:http';
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server;
}
