import picocolors from 'picocolors';

const { createColors } = picocolors;
const wanted = process.env.NO_COLOR === undefined || process.env.NO_COLOR === '';

/** Colours for standard output where that is a terminal; a program that reads it gets none. */
export const pc = createColors(wanted && process.stdout.isTTY === true);

/** The same for standard error. */
export const pcError = createColors(wanted && process.stderr.isTTY === true);
