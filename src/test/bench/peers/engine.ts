// One of the project's engines as a child process, so that it is measured in the same way as its peers.
import { ENGINES } from '../engines.ts';
import { experimentOf } from '../workload.ts';
import { serve } from './serve.ts';

const engine = ENGINES.find(({ name }) => name === process.argv[2]);
if (!engine) throw new RangeError(`no such engine: ${process.argv[2] ?? ''}`);

await serve(`Node ${process.version}`, ({ shape }) => {
  const training = engine.prepare(experimentOf(shape)); // the same bits as in the file
  return (nEpochs) => {
    let loss = NaN;
    for (let i = 0; i < nEpochs; i++) loss = training.epoch();
    return loss;
  };
});
