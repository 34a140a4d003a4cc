import { type Marker, markerOf } from '../domain/marker.ts';
import type { MarkerStore } from '../ports.ts';

/** What mark needs. */
export interface MarkPorts {
  readonly markers: Pick<MarkerStore, 'put'>;
}

/** What became of a marker, or why it was refused, in words for whoever asked. */
export type MarkOutcome = { readonly refused: string } | { readonly marker: Marker };

/** Notes what somebody did, so that an episode that begins within an hour after it tells of it. Twice the same is once. */
export async function mark(request: Marker, { markers }: MarkPorts): Promise<MarkOutcome> {
  const marker = markerOf(request);
  if ('refused' in marker) return marker;
  await markers.put(marker);
  return { marker };
}
