import { assertNever } from '#engine/assertNever';
import { experimentJsonSchema } from '#session/configSchema';
import { readArguments } from './arguments.ts';
import { programVersion } from './bundle.ts';
import { exportSaved } from './exportRun.ts';
import { HELP_TEXT } from './help.ts';
import { survivePrinting } from './terminal.ts';
import { train } from './train.ts';
import { UserError } from './userError.ts';

survivePrinting();
try {
  await run(process.argv.slice(2));
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UserError ? `${message}\n` : `a fault of the program: ${message}\n`);
  process.exitCode = error instanceof UserError ? 2 : 1;
}

async function run(args: readonly string[]): Promise<void> {
  const request = readArguments(args);
  switch (request.command) {
    case 'help':
      process.stdout.write(HELP_TEXT);
      return;
    case 'version':
      process.stdout.write(`${programVersion()}\n`);
      return;
    case 'schema':
      process.stdout.write(`${JSON.stringify(experimentJsonSchema(), null, 2)}\n`);
      return;
    case 'train':
      return train(request);
    case 'export':
      return exportSaved(request);
    default:
      return assertNever(request);
  }
}
