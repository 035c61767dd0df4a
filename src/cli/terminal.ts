import type { WriteStream } from 'node:tty';
import { fileProblem } from './userError.ts';

/** Whether to colour what is written to `stream`: FORCE_COLOR decides, then NO_COLOR, then the terminal itself. */
export function coloursFor(stream: WriteStream, env: NodeJS.ProcessEnv): 'plain' | 'coloured' {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 'plain' : 'coloured';
  if (env['NO_COLOR']) return 'plain';
  return stream.isTTY && stream.hasColors(256, env) ? 'coloured' : 'plain';
}

/**
 * Keeps faults of printing from ending the program with a stack trace. A reader that goes away (`… | head`) is none:
 * what is still to be printed is dropped. Any other (a full disk) is told once and makes the exit code 2.
 */
export function survivePrinting(): void {
  process.stderr.on('error', () => {}); // nowhere left to tell it
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || process.exitCode === 2) return;
    process.exitCode = 2;
    process.stderr.write(`standard output: ${fileProblem(error)}\n`);
  });
}
