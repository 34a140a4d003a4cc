import type * as z from 'zod/mini';
import type { Problem } from './problem.ts';

/** Statuses with which a request is refused or fails, and their words (RFC 9110). */
export const REFUSALS = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  500: 'Internal Server Error',
} as const;
export type RefusalStatus = keyof typeof REFUSALS;

/** A request that cannot be answered; what it says is shown to whoever asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  readonly errors: Problem['errors'];

  constructor(status: RefusalStatus, detail: string, errors?: Problem['errors'], options?: ErrorOptions) {
    super(detail, options);
    this.status = status;
    this.errors = errors;
  }
}

/** Refuses one parameter. */
export function refuseParameter(parameter: string, value: string | null, wanted: string): Refusal {
  return refusalOf([{ parameter, value: value === null ? null : value.slice(0, MAX_VALUE), wanted }]);
}

/** Refuses parameters, or the fields of a body, by what their schema says. */
export function refuseIssues(issues: readonly z.core.$ZodIssue[], known: readonly string[]): Refusal {
  return refusalOf(issues.flatMap((issue) => errorsOf(issue, known)));
}

/** A refusal as problem details. */
export function problemOf(status: RefusalStatus, detail: string, errors?: Problem['errors']): Problem {
  return { type: 'about:blank', title: REFUSALS[status], status, detail, ...(errors ? { errors } : {}) };
}

const MAX_VALUE = 80;

function refusalOf(errors: NonNullable<Problem['errors']>): Refusal {
  const told = errors.map(({ parameter, value, wanted }) => `${parameter} ${wanted}, got ${value ?? 'nothing'}`);
  return new Refusal(400, told.join('; '), errors);
}

function errorsOf(issue: z.core.$ZodIssue, known: readonly string[]): NonNullable<Problem['errors']> {
  if (issue.code === 'unrecognized_keys') {
    const wanted = known.length === 0 ? 'is not known; this takes none' : `is not known; there are ${known.join(', ')}`;
    return issue.keys.map((key) => ({
      parameter: key.slice(0, MAX_VALUE),
      value: textOf(valueAt(issue.input, key)),
      wanted,
    }));
  }
  const parameter = issue.path.map(String).join('.') || 'body';
  return [{ parameter: parameter.slice(0, MAX_VALUE), value: textOf(issue.input), wanted: issue.message }];
}

function valueAt(input: unknown, key: string): unknown {
  return typeof input === 'object' && input !== null
    ? Object.entries(input).find(([name]) => name === key)?.[1]
    : undefined;
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, MAX_VALUE);
}
