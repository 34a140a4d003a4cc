import { hash } from 'node:crypto';

/** SHA-256 of a UTF-8 string as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text);
}
