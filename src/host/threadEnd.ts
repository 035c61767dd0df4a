// What a thread has of its host, in Node and in a web worker alike, so that one program runs in both. Node's modules are asked
// for while it runs, because a browser would not get past an import of them.

/** The thread's end of what the host calls a `Thread`. */
export interface ThreadEnd {
  /** The buffers in `transfer` are handed over, not copied. */
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Resolves after waiting messages have been delivered. */
  breathe(): Promise<void>;
}

/** The scope of a web worker. */
interface WorkerScope {
  postMessage(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onmessage: (event: { readonly data: unknown }) => void;
  onunhandledrejection: (event: { readonly reason: unknown }) => void;
}

/** A channel as browsers have it, too. */
interface Channel {
  readonly port1: { onmessage: () => void; close(): void };
  readonly port2: { postMessage(message: null): void };
}

/** What a thread takes from Node; null in a web worker. */
export const node =
  typeof process === 'undefined'
    ? null
    : {
        threads: process.getBuiltinModule('worker_threads'),
        os: process.getBuiltinModule('os'),
        fs: process.getBuiltinModule('fs'),
      };

/** This thread's end. @throws Error outside of a thread */
export function threadEnd(): ThreadEnd {
  return node ? nodeEnd() : webEnd(globalThis as unknown as WorkerScope);
}

function nodeEnd(): ThreadEnd {
  const port = node?.threads.parentPort;
  if (!port) throw new Error('this file runs in a worker thread');
  return {
    post: (message, transfer = []) => port.postMessage(message, [...transfer]),
    onMessage: (listener) => void port.on('message', listener),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

function webEnd(scope: WorkerScope): ThreadEnd {
  // as in Node, where the host hears of it
  scope.onunhandledrejection = ({ reason }) => {
    setTimeout(() => {
      throw reason;
    });
  };
  return {
    post: (message, transfer = []) => scope.postMessage(message, transfer),
    onMessage: (listener) => (scope.onmessage = ({ data }) => listener(data)),
    breathe: () =>
      new Promise((resolve) => {
        // a timer would wait for 4 ms each time
        const { port1, port2 } = new MessageChannel() as unknown as Channel;
        port1.onmessage = () => {
          port1.close();
          resolve();
        };
        port2.postMessage(null);
      }),
  };
}
