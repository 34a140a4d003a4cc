/** A name and what it says. */
export interface Named<Meaning> {
  readonly name: string;
  readonly meaning: Meaning;
}

/** Names of elements that are told by their last characters, so that no string is made of those that are not among them. */
export interface NameTable<Meaning> {
  /** The name that ends before an offset, with a prefix or without. */
  readonly endingAt: (characters: Uint8Array, end: number) => Named<Meaning> | undefined;
}

interface Entry<Meaning> extends Named<Meaning> {
  readonly characters: Uint8Array;
}

const SLOTS = 256;
const SLASH = 47;
const COLON = 58;
const LESS = 60;

/** Makes names of ASCII ready to be told, each of four characters or more. */
export function nameTable<Meaning>(meanings: Iterable<readonly [name: string, meaning: Meaning]>): NameTable<Meaning> {
  const slots: (readonly Entry<Meaning>[] | undefined)[] = new Array(SLOTS).fill(undefined);
  for (const [name, meaning] of meanings) {
    const characters = Uint8Array.from(name, (char) => char.charCodeAt(0));
    const slot = slotOf(characters, characters.length);
    slots[slot] = [...(slots[slot] ?? []), { name, meaning, characters }];
  }
  return {
    endingAt(characters, end) {
      const entries = slots[slotOf(characters, end)];
      if (entries === undefined) return undefined;
      for (const entry of entries) if (endsAt(entry.characters, characters, end)) return entry;
      return undefined;
    },
  };
}

function slotOf(characters: Uint8Array, end: number): number {
  const hash =
    ((characters[end - 1] as number) * 31 + (characters[end - 2] as number) * 7 + (characters[end - 4] as number)) | 0;
  return hash & (SLOTS - 1);
}

function endsAt(name: Uint8Array, characters: Uint8Array, end: number): boolean {
  const start = end - name.length;
  for (let at = name.length - 1; at >= 0; at--) if (name[at] !== characters[start + at]) return false;
  const before = characters[start - 1];
  return before === LESS || before === SLASH || before === COLON;
}
