import * as vscode from 'vscode';
import type { History } from '#engine/history';
import { t } from '#engine/translation';
import { sentenceOf } from '#engine/words';
import { parameterBytes } from '#formats/parameterBytes';
import type { Platform, Thread, ThreadProgram } from './platform.ts';

/** What a web extension host has of a browser's workers. */
declare class Worker {
  constructor(url: string, options: { readonly name: string });
  onmessage: (event: { readonly data: unknown }) => void;
  onerror: (event: { readonly message?: string }) => void;
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  terminate(): void;
}
declare const navigator: { readonly hardwareConcurrency: number };

export function webPlatform(extensionUri: vscode.Uri): Platform {
  const programs = new Map<ThreadProgram, Promise<string>>();
  const addressOf = (program: ThreadProgram) => {
    const known =
      programs.get(program) ?? blobAddress(vscode.Uri.joinPath(extensionUri, 'dist', `${program}.cjs`));
    programs.set(program, known);
    return known;
  };
  return {
    processors: navigator.hardwareConcurrency,
    startThread: (program, name) => startThread(addressOf(program), name),
    pathOf: () => null,
    digests: { sha256, parametersHash },
  };
}

/**
 * A worker must be of the host's own origin, which the extension's files are not; and only `workspace.fs` reads them wherever
 * they are. So its program is handed over in memory.
 */
async function blobAddress(file: vscode.Uri): Promise<string> {
  const program = await vscode.workspace.fs.readFile(file);
  return URL.createObjectURL(new Blob([program], { type: 'text/javascript' }));
}

/** The thread can be used at once: what it is told waits until its program is there. */
function startThread(address: Promise<string>, name: string): Thread {
  const worker = address.then((url) => new Worker(url, { name }));
  let asked = false;
  const withWorker = (act: (worker: Worker) => void) => {
    worker.then(act, () => undefined); // `onFailure` tells of it
  };
  return {
    post: (message, transfer = []) => withWorker((one) => one.postMessage(message, transfer)),
    onMessage: (listener) => withWorker((one) => (one.onmessage = ({ data }) => listener(data))),
    onFailure: (listener) => {
      const fail = (what: string) => {
        if (!asked) listener(t('failed: {0}', what));
      };
      worker.then(
        (one) => (one.onerror = ({ message }) => fail(sentenceIn(message))),
        (error: unknown) => fail(sentenceOf(error)),
      );
    },
    terminate: () => {
      asked = true;
      withWorker((one) => one.terminate());
    },
  };
}

/** What a browser says of an error in a worker, without the words that are a program's. */
function sentenceIn(message = t('the browser does not say why')): string {
  return message.replace(/^Uncaught (?:\w*Error: )?/, '');
}

/** The browser's own takes all bytes at once, and none that threads share. */
async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  const own = bytes.buffer instanceof ArrayBuffer ? bytes : bytes.slice();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', own));
}

async function parametersHash(history: History): Promise<string> {
  const states = [...parameterBytes(history)];
  const all = new Uint8Array(states.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const state of states) {
    all.set(state, at);
    at += state.byteLength;
  }
  return [...(await sha256(all))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
