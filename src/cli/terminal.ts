import type { WriteStream } from 'node:tty';

/** Whether to colour what is written to `stream`: FORCE_COLOR decides, then NO_COLOR, then the terminal itself. */
export function coloursFor(stream: WriteStream, env: NodeJS.ProcessEnv): 'plain' | 'coloured' {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced === '0' || forced === 'false' ? 'plain' : 'coloured';
  if (env['NO_COLOR']) return 'plain';
  return stream.isTTY && stream.hasColors(256, env) ? 'coloured' : 'plain';
}

/** A reader that goes away (`… | head`) is no fault: what is still to be printed is dropped. */
export function allowReadersToLeave(...streams: readonly NodeJS.WritableStream[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
