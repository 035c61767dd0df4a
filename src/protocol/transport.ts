import { createBirpc } from 'birpc';

/** One end of a channel between the host and a page. `post` may refuse (a hidden page): the call then stays unanswered. */
export interface Port {
  post(message: unknown): void;
  /** Calls `listener` for each message until the returned function is called. */
  onMessage(listener: (message: unknown) => void): () => void;
}

/** The other end's functions as promises: each resolves when the other end has acted on the call. */
export type Remote<Api> = {
  readonly [Name in keyof Api]: Api[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

export interface Connection<Api> {
  readonly remote: Remote<Api>;
  /** Rejects the calls that are still unanswered: the other end has gone and may come back without knowing of them. */
  abandonCalls(): void;
  /** Stops listening and rejects the calls that are still unanswered. Closing twice is harmless. */
  close(): void;
}

/**
 * Connects the functions of `local`, a table where each checks its own arguments, to the other end.
 *
 * Only the table's own functions can be called, and messages of another shape are ignored. An error that a local
 * function throws travels back to its caller as a rejected promise.
 */
export function connect<LocalApi extends object, RemoteApi extends object>(
  port: Port,
  local: LocalApi,
): Connection<RemoteApi> {
  const table = Object.assign(Object.create(null) as Record<string, unknown>, local);
  let unsubscribe: (() => void) | undefined;
  const rpc = createBirpc<Record<string, (...args: unknown[]) => unknown>, object>(table, {
    post: (message) => port.post(message),
    on: (receive) => {
      unsubscribe = port.onMessage((message) => {
        if (isRpcMessage(message)) receive(message);
      });
    },
    off: () => unsubscribe?.(),
    // an Error does not survive the channel: its message does
    serialize: (message: RpcMessage) =>
      message.e instanceof Error ? { ...message, e: message.e.message } : message,
    deserialize: (message: RpcMessage) =>
      typeof message.e === 'string' ? { ...message, e: new Error(message.e) } : message,
    timeout: -1, // a hidden page does not answer; the connection is closed when it goes
  });
  return {
    remote: rpc as unknown as Remote<RemoteApi>,
    abandonCalls: () => void rpc.$rejectPendingCalls(),
    close: () => {
      if (!rpc.$closed) rpc.$close();
    },
  };
}

interface RpcMessage {
  readonly e?: unknown;
}

function isRpcMessage(message: unknown): boolean {
  if (typeof message !== 'object' || message === null) return false;
  const { t, m, i } = message as { t?: unknown; m?: unknown; i?: unknown };
  return (t === 'q' && typeof m === 'string') || (t === 's' && typeof i === 'string');
}
