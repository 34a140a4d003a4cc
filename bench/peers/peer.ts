/** What one key had in one minute. */
export interface KeyMinute {
  readonly minute: number;
  readonly messages: number;
  readonly errors: number;
}

/** A detector of one key, as somebody would set it up from its documentation. */
export interface PeerKey {
  /** Whether it is in alarm after this minute. Called for minutes with messages, and for a while after each. */
  readonly step: (counted: KeyMinute) => boolean;
}

/** A way of detection to be compared with. */
export interface Peer {
  readonly name: string;
  /** Where it is documented. */
  readonly source: string;
  readonly makeKey: () => PeerKey;
}

/** Sums of the last so many minutes. */
export function windowOf(minutes: number) {
  const errors = new Float64Array(minutes);
  const messages = new Float64Array(minutes);
  let last = Number.NEGATIVE_INFINITY;
  const sums = { errors: 0, messages: 0 };
  return {
    /** Lets minutes pass up to this one and adds it. */
    add(counted: KeyMinute): typeof sums {
      const passed = Math.min(minutes, counted.minute - last);
      for (let back = passed - 1; back >= 0; back--) {
        const place = (counted.minute - back) % minutes;
        sums.errors -= errors[place] ?? 0;
        sums.messages -= messages[place] ?? 0;
        errors[place] = 0;
        messages[place] = 0;
      }
      last = counted.minute;
      const place = counted.minute % minutes;
      errors[place] = counted.errors;
      messages[place] = counted.messages;
      sums.errors += counted.errors;
      sums.messages += counted.messages;
      return sums;
    },
  };
}
