// One of the project's engines as a child process, so that it is measured in the same way as its peers.
import { ENGINES } from '../engines.ts';
import { serve } from './serve.ts';

const engine = ENGINES.find(({ name }) => name === process.argv[2]);
if (!engine) throw new RangeError(`no such engine: ${process.argv[2] ?? ''}`);

serve(`Node ${process.version}`, (workload) => {
  const training = engine.prepare(workload);
  return (nEpochs) => {
    let loss = NaN;
    for (let i = 0; i < nEpochs; i++) loss = training.epoch();
    return loss;
  };
});
