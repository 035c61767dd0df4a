import type * as vscode from 'vscode';
import { readRecord } from './runRecord.ts';
import type { RunRecord } from './runRecord.ts';

const MEMORY_KEY = 'irisNetwork.runs';

/** The runs that this window remembered, newest first. */
export function rememberedRuns(memory: vscode.Memento): RunRecord[] {
  return memory
    .get<unknown[]>(MEMORY_KEY, [])
    .map(readRecord)
    .filter((record) => record !== undefined);
}

export async function rememberRuns(memory: vscode.Memento, records: readonly RunRecord[]): Promise<void> {
  await memory.update(MEMORY_KEY, records);
}
