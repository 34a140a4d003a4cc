import type { LogEvent, StatusEvent } from '../model.ts';
import type { ExtractSettings } from './extraction.ts';
import { hasBoundary, type ReadPlainly, sayBy, templateOf } from './template.ts';
import { TemplateTree } from './template-tree.ts';

/**
 * Most lines of a log are written by a few statements and differ in a few words: times, ids, numbers, codes. What a line says
 * in markup is remembered with its template; a line of the same template says the same by its own parameters, and does not
 * have to be read for it. That this makes no difference but in time is a property test.
 */
export interface Templates {
  /** What an event says; null where it has to be read. */
  readonly read: (event: LogEvent) => StatusEvent[] | null;
  /** Makes a template of an event that was read. */
  readonly learn: (event: LogEvent) => void;
}

const MOST_TEMPLATES = 500;
const LONGEST = 16 * 1024;

/**
 * Learning a template takes as long as reading some sixteen lines by one, so that each has to be earned: by lines that were
 * read by templates, or by many that were not. Where every line has a form of its own, learning costs little and is in vain.
 */
const PRICE = 64;
const EARNED_BY_HIT = 4;
const EARNED_BY_MISS = 1;
const MOST_EARNED = 64 * PRICE;

/** Starts with no template. */
export function startTemplates(settings: ExtractSettings, readPlainly: ReadPlainly): Templates {
  const tree = new TemplateTree();
  const bounds: number[] = [];
  let earned = MOST_EARNED;
  return {
    read(event) {
      const text = textOf(event);
      if (text === null) return null;
      const template = tree.find(text, bounds);
      if (template === null || (template.mayHaveParts && hasBoundary(text))) return null;
      earned = Math.min(earned + EARNED_BY_HIT, MOST_EARNED);
      return sayBy(template.says, (at) => text.slice(bounds[2 * at], bounds[2 * at + 1]), event, settings);
    },
    learn(event) {
      const text = textOf(event);
      if (text === null) return;
      earned += EARNED_BY_MISS;
      if (earned < PRICE) return;
      earned -= PRICE;
      if (tree.size >= MOST_TEMPLATES) tree.clear();
      const template = templateOf(text, event, settings, readPlainly);
      if (template) tree.add(template);
    },
  };
}

/** The message as JSON writes it; null where it did not come so, holds no markup, or is too long to be worth comparing. */
function textOf({ written }: LogEvent): string | null {
  if (written === undefined || !written.isMarked || written.to - written.from > LONGEST) return null;
  return written.text.slice(written.from, written.to);
}
