import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB's API holds it. */
export type Item = Readonly<Record<string, AttributeValue>>;

/** Placeholders of an expression. */
export interface Placeholders {
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, AttributeValue>>;
}

/**
 * Whether a condition holds for an item, or for none. Understood: `OR` over `AND` over comparisons with a value,
 * `attribute_exists(a)` and `attribute_not_exists(a)`: what the adapters use. A missing attribute compares to nothing.
 */
export function conditionHolds(expression: string, placeholders: Placeholders, item: Item | undefined): boolean {
  return expression
    .split(' OR ')
    .some((all) => all.split(' AND ').every((term) => termHolds(term, placeholders, item)));
}

/** The attributes that `SET a = :v, #b = :w` sets. */
export function assignmentsOf(expression: string, placeholders: Placeholders): Item {
  const assignments = /^SET (.+)$/.exec(expression)?.[1] ?? unknown(expression);
  return Object.fromEntries(
    assignments.split(', ').map((assignment) => {
      const [, name, value] = /^(#?\w+) = (:\w+)$/.exec(assignment) ?? unknown(expression);
      return [nameOf(name, placeholders), placeholderValue(value, placeholders)];
    }),
  );
}

/** The partition and the range of sort keys that a key condition names. */
export function keyRangeOf(
  expression: string,
  placeholders: Placeholders,
): { pk: string; fromSk: string; toSk: string } {
  const [, pk, from, to] =
    /^pk = (:\w+)(?: AND sk BETWEEN (:\w+) AND (:\w+))?$/.exec(expression) ?? unknown(expression);
  return {
    pk: textOf(placeholderValue(pk, placeholders)),
    fromSk: from === undefined ? '' : textOf(placeholderValue(from, placeholders)),
    toSk: to === undefined ? '\u{10ffff}' : textOf(placeholderValue(to, placeholders)),
  };
}

/** The string of a key attribute. */
export function textOf(value: AttributeValue | undefined): string {
  if (value?.S === undefined) throw new Error(`a key must be a string, got ${JSON.stringify(value)}`);
  return value.S;
}

function termHolds(term: string, placeholders: Placeholders, item: Item | undefined): boolean {
  const existence = /^attribute_(not_)?exists\((#?\w+)\)$/.exec(term);
  if (existence) {
    const isThere = item?.[nameOf(existence[2], placeholders)] !== undefined;
    return existence[1] ? !isThere : isThere;
  }
  const [, name, operator, value] = /^(#?\w+) (<=|>=|<>|<|>|=) (:\w+)$/.exec(term) ?? unknown(term);
  const stored = item?.[nameOf(name, placeholders)];
  if (stored === undefined) return false;
  const order = compare(stored, placeholderValue(value, placeholders));
  if (operator === '=') return order === 0;
  if (operator === '<>') return order !== 0;
  if (operator === '<') return order < 0;
  if (operator === '<=') return order <= 0;
  return operator === '>' ? order > 0 : order >= 0;
}

function compare(one: AttributeValue, other: AttributeValue): number {
  if (one.N !== undefined && other.N !== undefined) return Number(one.N) - Number(other.N);
  if (one.S !== undefined && other.S !== undefined) return one.S < other.S ? -1 : one.S > other.S ? 1 : 0;
  throw new Error(`only two numbers or two strings compare, got ${JSON.stringify([one, other])}`);
}

function nameOf(name: string | undefined, { names }: Placeholders): string {
  if (!name?.startsWith('#')) return name ?? unknown(String(name));
  return names[name] ?? unknown(name);
}

function placeholderValue(name: string | undefined, { values }: Placeholders): AttributeValue {
  return values[name ?? ''] ?? unknown(String(name));
}

function unknown(expression: string): never {
  throw new Error(`the simulated table does not understand ${expression}; teach it in test/simulation/expressions.ts`);
}
