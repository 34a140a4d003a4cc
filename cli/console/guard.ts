import { timingSafeEqual } from 'node:crypto';

/** What of a request decides whether it is answered. */
export interface Caller {
  readonly method: string;
  readonly host: string | undefined;
  /** Undefined where the browser sends none, as when an address is typed in. */
  readonly origin: string | undefined;
  readonly token: string | undefined;
}

/** What this server is. */
export interface Door {
  readonly port: number;
  /** Whoever has it may change things; it stands in the address that is printed. */
  readonly token: string;
}

const READING = new Set(['GET', 'HEAD']);

/**
 * Says why a request is refused, or null. A name that another site has made point here is refused by its host, a page of
 * another site by its origin, and a change by whoever was not given the address.
 */
export function refusalOf({ method, host, origin, token }: Caller, door: Door): string | null {
  const hosts = [`127.0.0.1:${door.port}`, `localhost:${door.port}`];
  if (host === undefined || !hosts.includes(host)) return `the host must be ${hosts.join(' or ')}`;
  if (origin !== undefined && origin !== `http://${host}`) return `the origin must be http://${host}`;
  if (READING.has(method) || isSame(token ?? '', door.token)) return null;
  return 'changes need the token of the address that mm7watch printed; open that address';
}

function isSame(got: string, wanted: string): boolean {
  return got.length === wanted.length && timingSafeEqual(Buffer.from(got), Buffer.from(wanted));
}
