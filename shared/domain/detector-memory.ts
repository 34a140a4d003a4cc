import type { DetectorState } from './detect/finding.ts';
import type { Episode } from './episode.ts';

/** What a step of a rule's detector leaves for the next one. */
export interface DetectorMemory {
  readonly state: DetectorState;
  /** Episodes that the step opens; the next step sees to it that they are stored, should this one break off. */
  readonly opening: readonly Episode[];
}
