// The entry of a training thread and of its helper: the host's threads behind the session's own words.
import { help } from '#engine/sharedKernel';
import type { HelperPlan } from '#engine/sharedKernel';
import { serveTraining } from '#session/trainingWorker';
import type { HelperHandle, WorkerCommand } from '#session/workerProtocol';
import { node, threadEnd } from './threadEnd.ts';

/** What makes a thread a helper: the first and last that it is told. */
interface HelpCommand {
  readonly kind: 'help';
  readonly plan: HelperPlan;
}

const end = threadEnd();
let obey: (command: WorkerCommand) => void = () => {};

end.onMessage((message) => {
  const command = message as WorkerCommand | HelpCommand;
  if (command.kind === 'help') help(command.plan, () => end.post('ready'));
  else obey(command);
});

serveTraining({
  post: (report, transfer) => end.post(report, transfer),
  onCommand: (listener) => (obey = listener),
  breathe: () => end.breathe(),
  now: () => performance.now(),
  startHelper: helperStarter(),
});

/** Only Node has memory that threads share wherever it runs; a browser has it for pages that ask for nothing from elsewhere. */
function helperStarter(): ((plan: HelperPlan) => HelperHandle) | null {
  if (!node || node.os.availableParallelism() === 1) return null;
  const { Worker } = node.threads;
  return (plan) => {
    const worker = new Worker(__filename, { name: 'Iris training, second thread' }); // this same program
    worker.postMessage({ kind: 'help', plan } satisfies HelpCommand);
    return {
      onReady: (listener) => void worker.once('message', listener),
      onEnd: (listener) => {
        worker.once('error', listener);
        worker.once('exit', listener);
      },
      terminate: () => void worker.terminate(),
    };
  };
}
