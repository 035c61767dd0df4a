import type * as vscode from 'vscode';
import type { Digests } from '#session/savedRun';

/** The programs that run in threads of their own: bundles in `dist`, which run in Node and in a web worker alike. */
export type ThreadProgram = 'worker' | 'tableWorker' | 'sampleWorker' | 'exportWorker';

/** The host's end of a thread. */
export interface Thread {
  /** The buffers in `transfer` are handed over, not copied. */
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called when the thread is of no more use although nobody has ended it; `what` follows its name: "ended by itself". */
  onFailure(listener: (what: string) => void): void;
  terminate(): void;
}

/** All that differs between the hosts that the extension runs in: Node's (nodePlatform.ts) and the web's (webPlatform.ts). */
export interface Platform {
  readonly processors: number;
  /** @param name for people who look at the threads of a process */
  startThread(program: ThreadProgram, name: string): Thread;
  /** The path at which a thread can read a file by itself; null where its bytes have to be handed over. */
  pathOf(uri: vscode.Uri): string | null;
  readonly digests: Digests;
}
