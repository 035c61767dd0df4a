import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workbench } from '../../dev/workbench.ts';
import { quantile } from './statistics.ts';

/** A small extension beside the one that is measured: a timer in the same extension host, and an empty panel to compare with. */
export interface Companion {
  /** Its folder. */
  readonly extension: string;
  start(window: Workbench): Promise<void>;
  /** How long the inspector's extension takes to be loaded and activated in a host at rest, in milliseconds; once in each window. */
  activateInspector(window: Workbench): Promise<number>;
  /** Opens a panel whose page is one element. */
  openEmptyPanel(window: Workbench): Promise<void>;
  /** Trains the experiment file that the companion was made for. */
  trainExperiment(window: Workbench): Promise<void>;
  /** How late the timer came since the start, in milliseconds. */
  stop(window: Workbench): Promise<Lateness>;
}

/** In milliseconds. */
export interface Lateness {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Longer than VS Code takes to calm down after it has opened a window. */
const PATIENCE_MS = 60_000;

/**
 * Writes the extension; its timer of 10 ms notes how late it comes each time.
 *
 * @param experiment the file for `trainExperiment`
 */
export function companion(experiment = ''): Companion {
  const folder = mkdtempSync(join(tmpdir(), 'iris-network-clock-'));
  const extension = join(folder, 'host-clock');
  const file = join(folder, 'figures.json');
  mkdirSync(extension);
  writeFileSync(join(extension, 'package.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(extension, 'main.cjs'), main(file, experiment));
  /** The figures that a command has written. */
  const figures = async () => {
    const deadline = Date.now() + PATIENCE_MS;
    while (!existsSync(file)) {
      if (Date.now() > deadline) throw new Error('the extension beside the measured one has written nothing');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return JSON.parse(readFileSync(file, 'utf8')) as number[];
  };
  return {
    extension,
    activateInspector: async (window) => {
      rmSync(file, { force: true });
      await window.runCommand('Activate Inspector');
      const [milliseconds = NaN] = await figures();
      return milliseconds;
    },
    start: async (window) => {
      rmSync(file, { force: true });
      await window.runCommand('Start Host Clock');
    },
    openEmptyPanel: async (window) => {
      await window.runCommand('Open Empty Panel');
    },
    trainExperiment: async (window) => {
      await window.runCommand('Train Prepared Experiment');
    },
    stop: async (window) => {
      await window.runCommand('Stop Host Clock');
      const late = await figures();
      const at = (share: number) => Number(quantile(late, share).toFixed(1));
      return { p50: at(0.5), p99: at(0.99), max: at(1) };
    },
  };
}

const MANIFEST = {
  name: 'host-clock',
  publisher: 'iris-network',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  activationEvents: ['onStartupFinished'],
  main: './main.cjs',
  contributes: {
    commands: [
      { command: 'hostClock.start', title: 'Start Host Clock' },
      { command: 'hostClock.stop', title: 'Stop Host Clock' },
      { command: 'hostClock.activate', title: 'Activate Inspector' },
      { command: 'hostClock.empty', title: 'Open Empty Panel' },
      { command: 'hostClock.train', title: 'Train Prepared Experiment' },
    ],
  },
};

const main = (file: string, experiment: string) => `const vscode = require('vscode');
const { renameSync, writeFileSync } = require('node:fs');
let late = [], timer, last;
// until nothing has kept this host from its timers for a second
const rest = async () => {
  for (let calm = 0; calm < 50; ) {
    const asked = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    calm = performance.now() - asked < 25 ? calm + 1 : 0;
  }
};
const file = ${JSON.stringify(file)};
const experiment = ${JSON.stringify(experiment)};
const write = (figures) => {
  writeFileSync(file + '.part', JSON.stringify(figures));
  renameSync(file + '.part', file); // it is whole as soon as it is there
};
exports.activate = ({ subscriptions }) => {
  subscriptions.push(
    vscode.commands.registerCommand('hostClock.start', () => {
      late = [];
      const tick = () => {
        const now = performance.now();
        late.push(Math.max(0, now - last - 10));
        last = now;
        timer = setTimeout(tick, 10);
      };
      last = performance.now();
      timer = setTimeout(tick, 10);
    }),
    vscode.commands.registerCommand('hostClock.empty', () => {
      const panel = vscode.window.createWebviewPanel('empty', 'Empty Panel', vscode.ViewColumn.Active, {});
      panel.webview.html = '<!doctype html><main>empty</main>';
    }),
    vscode.commands.registerCommand('hostClock.train', () =>
      vscode.commands.executeCommand('irisNetwork.trainExperiment', vscode.Uri.file(experiment)),
    ),
    vscode.commands.registerCommand('hostClock.stop', () => {
      clearTimeout(timer);
      write(late);
    }),
    vscode.commands.registerCommand('hostClock.activate', async () => {
      const inspector = vscode.extensions.getExtension('iris-network.iris-network-inspector');
      if (inspector.isActive) throw new Error('the inspector is active already');
      await rest();
      const start = performance.now();
      await inspector.activate();
      write([performance.now() - start]);
    }),
  );
};
`;
