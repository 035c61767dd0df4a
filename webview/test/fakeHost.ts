import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DEFAULT_CONFIG } from '#engine/config';
import type { TrainingConfig } from '#engine/config';
import type { ConfigChange } from '#engine/configChange';
import { sortClasses } from '#engine/dataset';
import type { Dataset } from '#engine/dataset';
import { prepareExperiment } from '#engine/experiment';
import { History } from '#engine/history';
import type { Relabelling } from '#engine/relabelling';
import { Trainer } from '#engine/trainer';
import type { InspectorHostApi, InspectorPageApi, RunHeader, RunStatus, Selection } from '#protocol/api';
import { LARGE_PIECE_NUMBERS } from '#protocol/api';
import type { Deed } from '#protocol/deeds';
import { connect } from '#protocol/transport';
import type { Port, Remote } from '#protocol/transport';

/** A run trained here, with the real engine. */
export interface TrainedRun {
  readonly header: RunHeader;
  readonly history: History;
  readonly status: RunStatus;
}

export interface TrainOptions {
  readonly id?: string;
  readonly name?: string;
  readonly config?: TrainingConfig;
  readonly dataset?: Dataset;
}

/** Trains to the end at once. */
export function trainRun({
  id = 'run-1',
  name = 'Tutorial',
  config = DEFAULT_CONFIG,
  dataset = readIris(),
}: TrainOptions): TrainedRun {
  const experiment = prepareExperiment(config, dataset);
  const trainer = new Trainer(experiment);
  const history = new History(experiment.shape.sizes, config.training.epochs);
  const record = new Float64Array(trainer.recordLength);
  let progress = trainer.next(record);
  for (;;) {
    history.append(history.filled, record);
    if (progress !== 'trained') break;
    progress = trainer.next(record);
  }
  const status: RunStatus = trainer.divergence
    ? { state: 'diverged', epoch: trainer.divergence.epoch, where: trainer.divergence.where }
    : { state: 'completed' };
  return {
    header: {
      id,
      name,
      config,
      dataset,
      status: { state: 'running' },
      nStates: 0,
      isNew: true,
      isDraft: false,
      sample: null,
      curves: null,
      unbroken: null,
    },
    history,
    status,
  };
}

/** The bundled iris. */
export function readIris(): Dataset {
  const file = fileURLToPath(new URL('../../data/iris.csv', import.meta.url));
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const rows = lines.map((line) => line.split(','));
  const classes = sortClasses(rows.map((row) => row.at(-1) ?? ''));
  return {
    name: 'iris',
    features: head.split(',').slice(0, -1),
    classes,
    values: Float64Array.from(rows.flatMap((row) => row.slice(0, -1).map(Number))),
    labels: Int32Array.from(rows, (row) => classes.indexOf(row.at(-1) ?? '')),
  };
}

/** What the page has asked of its host. */
export interface Asked {
  retrain: number;
  changes: ConfigChange[];
  breakings: [key: ConfigChange['key'] | null, wrongLabel: Relabelling | null][];
  runs: string[];
  deeds: Deed[];
  pause: number;
  resume: number;
  stop: number;
  keepDraft: number;
  seeds: number[];
  epochs: number[];
  selections: Selection[];
  problems: string[];
}

/** The extension host's side of the inspector's channel, for tests: it does nothing by itself but answer. */
export class FakeHost {
  readonly page: Remote<InspectorPageApi>;
  readonly asked: Asked = {
    retrain: 0,
    changes: [],
    breakings: [],
    runs: [],
    deeds: [],
    pause: 0,
    resume: 0,
    stop: 0,
    keepDraft: 0,
    seeds: [],
    epochs: [],
    selections: [],
    problems: [],
  };
  /** Called whenever a page says that it is ready: the first time, and after each reload. */
  onReady: () => void = () => undefined;

  constructor(port: Port) {
    const { asked } = this;
    const local: InspectorHostApi = {
      ready: () => this.onReady(),
      retrain: () => void asked.retrain++,
      retrainWith: (change) => void asked.changes.push(change),
      breakRun: (...breaking) => void asked.breakings.push(breaking),
      openRun: (runId) => void asked.runs.push(runId),
      did: (deed) => void asked.deeds.push(deed),
      pause: () => void asked.pause++,
      resume: () => void asked.resume++,
      stop: () => void asked.stop++,
      keepDraft: () => void asked.keepDraft++,
      openSeed: (seed) => void asked.seeds.push(seed),
      epochShown: (_runId, epoch) => void asked.epochs.push(epoch),
      selected: (selection) => void asked.selections.push(selection),
      problem: (text) => void asked.problems.push(text),
    };
    this.page = connect<InspectorHostApi, InspectorPageApi>(port, local).remote;
  }

  /** Sends a run, all of its numbers and its status, and waits until all is acknowledged: the order is that of sending. */
  async send(run: TrainedRun): Promise<void> {
    await Promise.all([
      this.page.showRun(run.header),
      this.sendStates(run, 0, run.history.length),
      this.page.showStatus(run.header.id, run.status, run.history.length),
    ]);
  }

  /** Sends the states from one epoch up to, and without, another. */
  async sendStates({ header, history }: TrainedRun, from: number, to: number): Promise<void> {
    const stride = history.filled / history.length;
    const pieces: Promise<void>[] = [];
    for (let offset = from * stride; offset < to * stride; offset += LARGE_PIECE_NUMBERS) {
      const data = history.data.slice(offset, Math.min(offset + LARGE_PIECE_NUMBERS, to * stride));
      pieces.push(this.page.receive({ runId: header.id, offset, data }));
    }
    await Promise.all(pieces);
  }
}

/** The header of a draft that has ended, with its curves. */
export function draftHeader({ header, history, status }: TrainedRun): RunHeader {
  return {
    ...header,
    status,
    nStates: history.length,
    isNew: false,
    isDraft: true,
    curves: history.allScores(),
  };
}
