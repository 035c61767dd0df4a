// One of the project's engines as a child process, so that it is measured in the same way as its peers.
import { prepareContestant } from '../engines.ts';
import { experimentOf } from '../workload.ts';
import { serve } from './serve.ts';

const name = process.argv[2] ?? '';

await serve(`Node ${process.version}`, async ({ shape }) => {
  const training = await prepareContestant(name, experimentOf(shape)); // the same bits as in the file
  return (nEpochs) => {
    let loss = NaN;
    for (let i = 0; i < nEpochs; i++) loss = training.epoch();
    return loss;
  };
});
