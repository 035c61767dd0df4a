import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Workload } from '../workload.ts';

/** How a peer is started. */
export interface PeerCommand {
  readonly file: string;
  readonly args: readonly string[];
  /** How many threads it may use; one if left out. */
  readonly threads?: number;
}

/** How many letters of its complaints are kept. */
const LAST_WORDS = 2000;

/** A peer in a process of its own; see `serve` for what is said. */
export class PeerProcess {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly answers: AsyncIterator<string>;
  private complaint = '';

  constructor({ file, args, threads = 1 }: PeerCommand) {
    this.child = spawn(file, args, { env: environmentFor(threads) });
    this.child.stderr.on('data', (text: Buffer) => {
      this.complaint = (this.complaint + text.toString()).slice(-LAST_WORDS);
    });
    this.child.on('error', (error) => (this.complaint = error.message));
    this.child.stdin.on('error', () => {}); // a peer that has ended says so by having no answer
    this.answers = createInterface(this.child.stdout)[Symbol.asyncIterator]();
  }

  /** Hands over the data. Resolves with the version of what is measured. */
  async prepare({ shape, learningRate }: Workload, workloadFile: string): Promise<string> {
    const { nRows, nFeatures, nHidden, nClasses } = shape;
    const answer = await this.ask(
      `prepare ${nRows} ${nFeatures} ${nHidden} ${nClasses} ${learningRate} ${workloadFile}`,
    );
    return answer.replace(/^ready /, '');
  }

  async run(nEpochs: number): Promise<{ readonly nanoseconds: number; readonly loss: number }> {
    const [nanoseconds, loss] = (await this.ask(`run ${nEpochs}`)).split(' ');
    return { nanoseconds: Number(nanoseconds), loss: Number(loss) };
  }

  close(): void {
    this.child.kill();
  }

  private async ask(line: string): Promise<string> {
    this.child.stdin.write(`${line}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error(`the peer has ended: ${this.complaint.trim()}`);
    return answer.value;
  }
}

/** The libraries' own ways to be told how many threads to use. Each chooses its own code for this processor. */
function environmentFor(threads: number): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS']) {
    environment[name] = String(threads);
  }
  delete environment['OPENBLAS_CORETYPE'];
  delete environment['OPENBLAS_L2_SIZE'];
  return environment;
}
