import { t } from '#engine/translation';
import type { PoolSurroundings } from '#session/workerPool';
import type { WorkerHandle, WorkerReport } from '#session/workerProtocol';
import type { Platform } from './platform.ts';

/** Threads and timers of the extension host, as the worker pool needs them. */
export function threadSurroundings(platform: Platform): PoolSurroundings {
  return {
    processors: platform.processors,
    spawn: () => spawnThread(platform),
    after: (milliseconds, act) => {
      const timer = setTimeout(act, milliseconds);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
  };
}

function spawnThread(platform: Platform): WorkerHandle {
  const thread = platform.startThread('worker', 'Iris training');
  return {
    post: (command) => thread.post(command),
    onReport: (listener) => thread.onMessage((message) => listener(message as WorkerReport)),
    onFailure: (listener) => thread.onFailure((what) => listener(t('the training thread {0}', what))),
    terminate: () => thread.terminate(),
  };
}
