import './quiet-sdk.ts';
import { Command } from 'commander';
import { registerAck } from './commands/ack.ts';
import { registerBackfill } from './commands/backfill.ts';
import { registerBacktest } from './commands/backtest.ts';
import { registerCatalog } from './commands/catalog.ts';
import { registerCompletion } from './commands/completion.ts';
import { registerConsole } from './commands/console.ts';
import { registerEpisodes } from './commands/episodes.ts';
import { registerEscalate } from './commands/escalate.ts';
import { registerExplain } from './commands/explain.ts';
import { registerExtract } from './commands/extract.ts';
import { registerInit } from './commands/init.ts';
import { registerLedger } from './commands/ledger.ts';
import { registerMark } from './commands/mark.ts';
import { registerQuery } from './commands/query.ts';
import { registerRedrive } from './commands/redrive.ts';
import { registerRules } from './commands/rules.ts';
import { registerRun } from './commands/run.ts';
import { registerSendTest } from './commands/send-test.ts';
import { registerSilence } from './commands/silence.ts';
import { registerUnsilence } from './commands/unsilence.ts';
import { registerWhy } from './commands/why.ts';
import { EXIT, reportError } from './exit.ts';

const program = new Command('mm7watch')
  .description(
    "Finds the MM7 status codes in a gateway's logs, counts them exactly and alerts on the spikes that matter.",
  )
  .showHelpAfterError('(see --help)')
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? EXIT.ok : EXIT.badInput);
  });

registerRun(program);
registerExtract(program);
registerExplain(program);
registerQuery(program);
registerConsole(program);
registerCatalog(program);
registerBacktest(program);
registerRules(program);
registerWhy(program);
registerEpisodes(program);
registerAck(program);
registerSilence(program);
registerUnsilence(program);
registerMark(program);
registerEscalate(program);
registerInit(program);
registerSendTest(program);
registerRedrive(program);
registerBackfill(program);
registerLedger(program);
registerCompletion(program);

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok); // the reader of our output, as `head`, has had enough
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}
