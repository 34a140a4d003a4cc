import { describe, expect, test } from 'vitest';
import { type Caller, refusalOf } from '../../../cli/console/guard.ts';

const DOOR = { port: 7007, token: 'abcdefghijklmnopqrstuv' };
const caller = (overrides: Partial<Caller> = {}): Caller => ({
  ...{ method: 'GET', host: '127.0.0.1:7007', origin: undefined, token: undefined },
  ...overrides,
});

describe('the local server', () => {
  test.each<[string, Partial<Caller>]>([
    ['an address that is typed in', {}],
    ['the name localhost', { host: 'localhost:7007' }],
    ['its own page', { origin: 'http://127.0.0.1:7007' }],
    ['a change with the token', { method: 'POST', origin: 'http://127.0.0.1:7007', token: DOOR.token }],
  ])('answers %s', (_name, overrides) => expect(refusalOf(caller(overrides), DOOR)).toBeNull());

  test.each<[string, Partial<Caller>, string]>([
    ['a name that points here', { host: 'evil.example:7007' }, 'the host must be 127.0.0.1:7007'],
    ['another port', { host: '127.0.0.1:80' }, 'the host must be'],
    ['no name', { host: undefined }, 'the host must be'],
    ['a page of another site', { origin: 'https://evil.example' }, 'the origin must be http://127.0.0.1:7007'],
    ['a page of a file', { origin: 'null' }, 'the origin must be'],
    ['another page of this machine', { origin: 'http://127.0.0.1:3000' }, 'the origin must be'],
    ['a change without the token', { method: 'POST' }, 'changes need the token'],
    ['a change with another', { method: 'DELETE', token: 'abcdefghijklmnopqrstuw' }, 'changes need the token'],
    ['any other method without it', { method: 'OPTIONS' }, 'changes need the token'],
  ])('refuses %s', (_name, overrides, reason) => expect(refusalOf(caller(overrides), DOOR)).toContain(reason));
});
