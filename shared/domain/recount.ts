/**
 * A recount of whole minutes of a log group, which takes the place of everything that was counted there before. It takes it
 * at once, with its seal, so that one which breaks off changes nothing.
 */
export interface Recount {
  /** When it was begun; of several the last one counts. */
  readonly begunMs: number;
  /** Whether this says that everything of the minute is stored. */
  readonly isSeal: boolean;
}

/**
 * The partials of a minute and shard that count: of each log group those of its last recount that is sealed; where there is
 * none, those of its deliveries. A function of the set of partials, like everything that is made of them.
 */
export function countedPartials<Partial extends { readonly logGroup: string; readonly recount?: Recount | undefined }>(
  partials: readonly Partial[],
): readonly Partial[] {
  const sealed = new Map<string, number>();
  for (const { logGroup, recount } of partials) {
    if (recount?.isSeal) sealed.set(logGroup, Math.max(recount.begunMs, sealed.get(logGroup) ?? 0));
  }
  return partials.filter(({ logGroup, recount }) => recount?.begunMs === sealed.get(logGroup));
}
