/** A property that the template sets, and how to read back what became of it. */
export interface Property {
  readonly name: string;
  /** What the template says. */
  readonly wanted: unknown;
  readonly read: () => Promise<unknown>;
  /** Whether the emulator is known to drop it; `docs/emulator.md` says which test of the template stands for it. */
  readonly dropped?: true;
}

/**
 * Compares what was deployed with the template.
 * @throws where a property was lost that is not known to be, or one is kept that is said to be lost
 */
export async function compareProperties(properties: readonly Property[]): Promise<{ kept: number; dropped: string[] }> {
  const dropped: string[] = [];
  const problems: string[] = [];
  for (const { name, wanted, read, dropped: isKnown } of properties) {
    const got = await read().catch((error: Error) => `nothing (${error.name})`);
    const isKept = JSON.stringify(got) === JSON.stringify(wanted);
    if (!isKept) dropped.push(name);
    if (wanted === undefined) problems.push(`${name}: the template does not set it`);
    else if (!isKept && !isKnown) problems.push(`${name}: the template says ${String(wanted)}, got ${String(got)}`);
    else if (isKept && isKnown) problems.push(`${name}: is kept, so it must not be listed as dropped`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return { kept: properties.length - dropped.length, dropped };
}
