import type { notify } from '#shared/pipeline/notify.ts';
import type { PartialStore } from '#shared/ports.ts';

/** What a run does otherwise than the product, to show that the simulation notices. */
export interface Variation {
  /** Changes the commands that go to the table. */
  readonly tamper?: (command: object) => object;
  /** Changes the partials that rolling sees. */
  readonly readPartials?: (store: PartialStore) => PartialStore;
  readonly notify?: typeof notify;
  /** Age beyond which events are refused. */
  readonly maxAgeMs?: number;
  /** Whether minutes that are behind are looked for. */
  readonly sweeps?: boolean;
  /** Takes what a batch write did not store for stored. */
  readonly dropsUnprocessed?: boolean;
}
