/**
 * Deploys the real app into an emulator of AWS that runs the functions, and looks at what comes of it: `npm run test:deploy`.
 * Each step says what it did; the first that fails ends the run with code 1.
 */
import '../../cli/quiet-sdk.ts';
import { installEmulator, startEmulator } from './emulator.ts';
import { startListener } from './listener.ts';
import { prove } from './story.ts';

const startedMs = Date.now();
const tell = (text: string) => {
  const seconds = String(Math.round((Date.now() - startedMs) / 1000)).padStart(4);
  process.stdout.write(`${seconds} s  ${text}\n`);
};

tell('installing the emulator into .venv');
await installEmulator();
const emulator = await startEmulator();
tell(`the emulator listens on ${emulator.endpoint}`);
const listener = await startListener();
try {
  await prove({ emulator, listener, tell });
  tell('everything held');
} catch (error) {
  process.exitCode = 1;
  tell(`FAILED: ${error instanceof Error ? error.message : String(error)}`);
  process.stdout.write(`the last words of the emulator:\n${emulator.lastWords()}\n`);
} finally {
  listener.close();
  await emulator.stop();
}
