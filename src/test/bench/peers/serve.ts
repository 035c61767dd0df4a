import { createInterface } from 'node:readline';
import type { Workload } from '../workload.ts';
import { readWorkload } from './workloadFile.ts';

/** Trains some epochs and gives the loss of the last one, of before its update. */
type Train = (nEpochs: number) => number | Promise<number>;

/**
 * A peer's end of the conversation over standard input and output, a line each way:
 *
 * - `prepare nRows nFeatures nHidden nClasses learningRate file` → `ready` and what it is
 * - `run nEpochs` → the nanoseconds it took and the loss
 *
 * @param version of what is measured
 */
export async function serve(
  version: string,
  prepare: (workload: Workload) => Train | Promise<Train>,
): Promise<void> {
  let train: Train = () => NaN;
  for await (const line of createInterface(process.stdin)) {
    const [word, ...rest] = line.split(' ');
    if (word === 'prepare') {
      const [nRows = 0, nFeatures = 0, nHidden = 0, nClasses = 0, learningRate = 0] = rest.map(Number);
      const file = rest.slice(5).join(' ');
      train = await prepare(readWorkload(file, { nRows, nFeatures, nHidden, nClasses }, learningRate));
      console.log(`ready ${version}`);
    } else {
      const start = process.hrtime.bigint();
      const loss = await train(Number(rest[0]));
      console.log(`${process.hrtime.bigint() - start} ${loss}`);
    }
  }
}
