import { userInfo } from 'node:os';

/** Who sits at this machine, by the name of the account. */
export function nameOfUser(): string {
  return userInfo().username;
}
