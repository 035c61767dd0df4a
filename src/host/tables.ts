import * as vscode from 'vscode';
import type { Dataset } from '#engine/dataset';
import { t } from '#engine/translation';
import { CSV_LIMITS } from '#formats/csvOptions';
import { tableName } from '#formats/tableNotes';
import { fileName } from './experiments.ts';
import { reasonOf } from './fileText.ts';
import type { Platform } from './platform.ts';
import type { DataFile } from './runPlan.ts';
import type { TableAnswers, TableReading, TableRequest, UnreadableTable } from './tableMessages.ts';
import { readInThread } from './tableThread.ts';
import type { ReadingGuide } from './tableThread.ts';

/** A table that cannot be trained on. Its message says which file, what is wrong with it and how to mend it. */
export class DataError extends Error {
  override readonly name = 'DataError';
}

/** A data set as it was read, and what its file was like then. */
interface Kept {
  readonly key: string; // how it was read
  readonly stamp: string; // the file's time and size
  readonly dataset: Dataset;
}

/** Data sets that are kept, so that training once more on the same file does not read it again. */
const MOST_KEPT = 2;

/** From this size on, a reading tells how far it is. */
const LARGE_BYTES = 8 * 1024 * 1024;

/** Reads tables, wherever their files are, in a thread beside the editor. */
export class Tables implements vscode.Disposable {
  private readonly platform: Platform;
  private readonly end = new AbortController();
  private kept: readonly Kept[] = [];

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** Reads a table anew. @throws ReadingCancelled */
  async read(data: DataFile, guide?: ReadingGuide): Promise<TableReading> {
    const { stamp, answer } = await this.ask(data, 'table', guide);
    if (answer.kind === 'read' && 'dataset' in answer.reading) {
      this.keep({ key: keyOf(data), stamp, dataset: answer.reading.dataset });
    }
    return answer;
  }

  /** The headers of a table's columns. @throws DataError with what is wrong with the file, which it does not name */
  async columns(data: DataFile): Promise<readonly string[]> {
    const { answer } = await this.ask(data, 'header');
    if (answer.kind === 'unreadable') throw new DataError(answer.message);
    return answer.columns;
  }

  /** The data set of a table, read again only if its file has changed. @throws Error with what is wrong with it */
  async dataset(data: DataFile): Promise<Dataset> {
    const uri = vscode.Uri.parse(data.uri, true);
    const file = fileName(uri);
    const { mtime, size } = await vscode.workspace.fs.stat(uri).then(undefined, (error: unknown) => {
      throw new DataError(`${file}: ${reasonOf(error)}`);
    });
    const known = this.kept.find(({ key, stamp }) => key === keyOf(data) && stamp === `${mtime} ${size}`);
    if (known) return known.dataset;
    const answer = await (size < LARGE_BYTES ? this.read(data) : this.readVisibly(data, file));
    if (answer.kind === 'unreadable') throw new DataError(`${file}: ${answer.message}`);
    const { reading } = answer;
    if ('dataset' in reading) return reading.dataset;
    const more = reading.total > 1 ? t(' (and {0} more problems)', reading.total - 1) : '';
    throw new DataError(`${file}: ${reading.problems[0]?.message ?? t('cannot be read')}${more}`);
  }

  /** Ends what is being read. */
  dispose(): void {
    this.end.abort();
  }

  /** Asks the thread. `stamp` is what the file was like before. */
  private async ask<Wanted extends TableRequest['wanted']>(
    { uri: address, ...choices }: DataFile,
    wanted: Wanted,
    guide?: ReadingGuide,
  ): Promise<{ readonly stamp: string; readonly answer: TableAnswers[Wanted] | UnreadableTable }> {
    const uri = vscode.Uri.parse(address, true);
    const unreadable = (message: string) => ({ stamp: '', answer: { kind: 'unreadable', message } as const });
    try {
      const { size, mtime } = await vscode.workspace.fs.stat(uri);
      if (size > CSV_LIMITS.bytes) return unreadable(tooLarge(size));
      const path = this.platform.pathOf(uri);
      const bytes = path === null ? { bytes: await bytesOf(uri) } : { path };
      const request = { name: tableName(fileName(uri)), bytes, choices, wanted };
      const signal = AbortSignal.any([this.end.signal, ...(guide?.signal ? [guide.signal] : [])]);
      const answer = await readInThread(this.platform, request, { ...guide, signal });
      return { stamp: `${mtime} ${size}`, answer };
    } catch (error) {
      if (error instanceof vscode.FileSystemError) return unreadable(reasonOf(error));
      throw error;
    }
  }

  private readVisibly(data: DataFile, file: string): Thenable<TableReading> {
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: t('Iris: reading {0}', file),
      cancellable: true,
    };
    return vscode.window.withProgress(options, (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      let told = 0;
      const tell = (share: number) => {
        progress.report({ increment: 100 * (share - told) });
        told = share;
      };
      return this.read(data, { progress: tell, signal: abort.signal });
    });
  }

  private keep(one: Kept): void {
    this.kept = [one, ...this.kept.filter(({ key }) => key !== one.key)].slice(0, MOST_KEPT);
  }
}

function keyOf({ uri, delimiter, target, features, missing = 'refuse' }: DataFile): string {
  return JSON.stringify([uri, delimiter, target, features, missing]);
}

function tooLarge(size: number): string {
  const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
  return t(
    'the file has {0}, more than the {1} that are read; keep only the rows and columns that are needed',
    megabytes(size),
    megabytes(CSV_LIMITS.bytes),
  );
}

/** A copy of its own, so that it can be handed over to the thread. */
async function bytesOf(uri: vscode.Uri): Promise<Uint8Array> {
  return new Uint8Array(await vscode.workspace.fs.readFile(uri));
}
