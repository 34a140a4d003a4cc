import { charactersOf } from './characters.ts';
import { endOfParameter, type ParameterKind } from './parameters.ts';
import type { Template } from './template.ts';

/** What the end of a line tells of it. */
type Known = Pick<Template, 'says' | 'mayHaveParts'>;

/** The pieces of the templates that are known; those with the same beginning share it. */
interface Node {
  readonly piece: string;
  /** A character of the piece, by which most others are told from it; none equals -1. */
  readonly middle: number;
  /** What stands behind the piece; null where the line ends with it. */
  readonly kind: ParameterKind | null;
  readonly next: Node[];
  readonly known: Known | null;
}

const MOST_BRANCHES = 24;

/** The templates that are known, found by following a line from piece to piece. */
export class TemplateTree {
  #root: Node[] = [];
  #size = 0;

  /** How many were added. */
  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#root = [];
    this.#size = 0;
  }

  /**
   * What is known of a line; null where it has no known template.
   * @param bounds left with where its parameters begin and end, two numbers each
   */
  find(text: string, bounds: number[]): Known | null {
    if (this.#root.length === 0) return null;
    const characters = charactersOf(text);
    let nodes = this.#root;
    let at = 0;
    for (let count = 0; ; count += 2) {
      const node = nodeAt(nodes, text, characters, at, bounds, count);
      if (node === undefined || node.kind === null) return node?.known ?? null;
      at = bounds[count + 1] ?? at;
      nodes = node.next;
    }
  }

  /** Adds a template; where too many go on in other ways than it does, those are forgotten. */
  add({ pieces, kinds, says, mayHaveParts }: Template): void {
    let nodes = this.#root;
    for (const [at, piece] of pieces.entries()) {
      const kind = kinds[at] ?? null;
      let node = nodes.find((known) => known.piece === piece && known.kind === kind);
      if (node === undefined) {
        if (nodes.length >= MOST_BRANCHES) nodes.length = 0; // those that are still written will be learned again
        const known = kind === null ? detached({ says, mayHaveParts }) : null;
        node = { piece: detached(piece), middle: middleOf(piece), kind, next: [], known };
        nodes.push(node);
        nodes.sort((one, other) => other.piece.length - one.piece.length); // where one begins another, the longer one is meant
      }
      nodes = node.next;
    }
    this.#size += 1;
  }
}

/** The node whose piece stands at an offset, and behind it what belongs there; the bounds of that are set. */
function nodeAt(
  nodes: readonly Node[],
  text: string,
  characters: Uint8Array,
  at: number,
  bounds: number[],
  count: number,
): Node | undefined {
  for (const node of nodes) {
    const { piece, middle, kind } = node;
    if (middle >= 0 && characters[at + (piece.length >> 1)] !== middle) continue;
    const from = at + piece.length;
    if (text.slice(at, from) !== piece) continue;
    if (kind === null && from === text.length) return node;
    const to = kind === null ? -1 : endOfParameter(characters, from, kind);
    if (to < 0) continue;
    bounds[count] = from;
    bounds[count + 1] = to;
    return node;
  }
  return undefined;
}

function middleOf(piece: string): number {
  return piece === '' ? -1 : (charactersOf(piece)[piece.length >> 1] ?? -1);
}

/** A copy that does not keep the whole delivery in memory of which it is a piece. */
function detached<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
