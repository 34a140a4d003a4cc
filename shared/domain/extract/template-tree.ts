import { charactersOf } from './characters.ts';
import { endOfParameter, type ParameterKind } from './parameters.ts';
import type { Template } from './template.ts';

/** The templates that are known; those with the same beginning share it. */
export class TemplateTree {
  #root: Node[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    this.#root = [];
    this.#size = 0;
  }

  /**
   * The template of a text, or null.
   * @param bounds left with where its parameters begin and end, two numbers each
   */
  find(text: string, bounds: number[]): Template | null {
    if (this.#root.length === 0) return null;
    const characters = charactersOf(text);
    let nodes = this.#root;
    let at = 0;
    let count = 0;
    search: for (;;) {
      for (const { piece, kind, next, template } of nodes) {
        const from = at + piece.length;
        if (text.slice(at, from) !== piece) continue;
        if (kind === null && from === text.length) return template;
        const end = kind === null ? -1 : endOfParameter(characters, from, kind);
        if (end < 0) continue;
        bounds[count++] = from;
        bounds[count++] = end;
        at = end;
        nodes = next;
        continue search;
      }
      return null;
    }
  }

  /** Adds a template; where too many go on in other ways than it does, those are forgotten. */
  add(template: Template): void {
    let nodes = this.#root;
    for (const [at, piece] of template.pieces.entries()) {
      const kind = template.kinds[at] ?? null;
      let node = nodes.find((known) => known.piece === piece && known.kind === kind);
      if (node === undefined) {
        if (nodes.length >= MOST_BRANCHES) nodes.length = 0; // those that are still written will be learned again
        node = { piece: detached(piece), kind, next: [], template: kind === null ? template : null };
        nodes.push(node);
        nodes.sort((one, other) => other.piece.length - one.piece.length); // where one begins another, the longer one is meant
      }
      nodes = node.next;
    }
    this.#size += 1;
  }
}

interface Node {
  readonly piece: string;
  /** What stands behind the piece; null where the line ends with it. */
  readonly kind: ParameterKind | null;
  readonly next: Node[];
  /** There where the line ends. */
  readonly template: Template | null;
}

const MOST_BRANCHES = 24;

/** A copy that does not keep the whole delivery in memory of which it is a piece. */
function detached(piece: string): string {
  return JSON.parse(JSON.stringify(piece));
}
