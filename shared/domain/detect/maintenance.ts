import { contains, type Scope } from '../scope.ts';

/** A time in which something is worked on: what fails there is judged and recorded, not announced, and not learned. */
export interface Maintenance {
  readonly scope: Scope;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whether all of a scope is worked on at an instant. */
export function isInMaintenance(windows: readonly Maintenance[], scope: Scope, atMs: number): boolean {
  return windows.some((window) => isOn(window, atMs) && contains(window.scope, scope));
}

/** Whether some of a scope is worked on at an instant, so that what is counted there says nothing of its normal. */
export function touchesMaintenance(windows: readonly Maintenance[], scope: Scope, atMs: number): boolean {
  return windows.some(
    (window) =>
      isOn(window, atMs) &&
      (contains(window.scope, scope) || contains(scope, window.scope) || crosses(window.scope, scope)),
  );
}

function isOn({ fromMs, toMs }: Maintenance, atMs: number): boolean {
  return atMs >= fromMs && atMs < toMs;
}

/** A service and a carrier always have a pair in common. */
function crosses(one: Scope, other: Scope): boolean {
  return (one.vasid === null) !== (other.vasid === null) && (one.carrier === null) !== (other.carrier === null);
}
