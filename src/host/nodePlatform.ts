import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import { NODE_DIGESTS } from './nodeDigests.ts';
import type { Platform, Thread } from './platform.ts';

/** @param folder where the bundles of the threads are */
export function nodePlatform(folder: string): Platform {
  return {
    processors: availableParallelism(),
    startThread: (program, name) => startThread(join(folder, `${program}.cjs`), name),
    pathOf: (uri) => (uri.scheme === 'file' ? uri.fsPath : null),
    digests: NODE_DIGESTS,
  };
}

function startThread(file: string, name: string): Thread {
  const worker = new Worker(file, { name });
  let asked = false;
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    onMessage: (listener) => void worker.on('message', listener),
    onFailure: (listener) => {
      worker.on('error', (error) => listener(t('failed: {0}', sentenceOf(error))));
      worker.on('exit', (code) => {
        if (!asked) listener(t('ended by itself (code {0})', code));
      });
    },
    terminate: () => {
      asked = true;
      void worker.terminate();
    },
  };
}
