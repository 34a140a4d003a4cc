import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z._default(z.record(z.string(), z.unknown()), {}) }),
  ),
});

/** A template as the app has made it. */
export type Template = z.output<typeof Template>;

/** Reads the template of a stack from what was synthesized. */
export function readTemplate(folder: string, stackName: string): Template {
  return Template.parse(JSON.parse(readFileSync(join(folder, `${stackName}.template.json`), 'utf8')));
}

/** The logical id and a property of the one resource of a type whose logical id holds a word. */
export function resourceIn(
  template: Template,
  type: string,
  word: string,
): { id: string; properties: Record<string, unknown> } {
  const found = Object.entries(template.Resources).filter(([id, { Type }]) => Type === type && id.includes(word));
  const [only] = found;
  if (!only || found.length > 1) throw new Error(`${found.length} of ${type} have ${word} in their id, wanted one`);
  return { id: only[0], properties: only[1].Properties };
}

/** Follows a path into a value; undefined where it leads nowhere. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let here: unknown = value;
  for (const part of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, part);
  }
  return here;
}

/** Logical ids of the resources in which two templates differ, with the names of the properties that do. */
export function differences(one: Template, other: Template): Map<string, string[]> {
  const changed = new Map<string, string[]>();
  for (const id of new Set([...Object.keys(one.Resources), ...Object.keys(other.Resources)])) {
    const [before, after] = [one.Resources[id]?.Properties ?? {}, other.Resources[id]?.Properties ?? {}];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
      (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
    );
    if (names.length > 0) changed.set(id, names);
  }
  return changed;
}
