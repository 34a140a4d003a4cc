/** An input that cannot be read, or not to its end; its message is one line for people. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
