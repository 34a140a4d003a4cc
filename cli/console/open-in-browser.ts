import { spawn } from 'node:child_process';

/** The command that opens an address, by platform. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Whether somebody sits at this machine: never in a pipe or where programs build and test. */
export function hasSomebodyBefore(): boolean {
  return process.stdout.isTTY === true && !process.env.CI;
}

/** Opens an address in the browser of the machine; where there is none nothing happens, since the address is printed as well. */
export function openInBrowser(address: string): void {
  const [command = '', ...rest] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(command, [...rest, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
