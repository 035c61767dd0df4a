import { createBirpc } from 'birpc';
import { isWithin, MOST_FROM_PAGE } from './messageSize.ts';

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
 * Only the table's own functions can be called, and messages of another shape are ignored. A call that is too large is
 * refused before any of its arguments is looked at. An error that a local function throws travels back to its caller as a
 * rejected promise.
 *
 * @param most the largest message that is taken, in bytes as `isWithin` counts them
 */
export function connect<LocalApi extends object, RemoteApi extends object>(
  port: Port,
  local: LocalApi,
  most = MOST_FROM_PAGE,
): Connection<RemoteApi> {
  const table = Object.assign(Object.create(null) as Record<string, unknown>, local);
  let unsubscribe: (() => void) | undefined;
  const rpc = createBirpc<Record<string, (...args: unknown[]) => unknown>, object>(table, {
    post: (message) => port.post(message),
    on: (receive) => {
      unsubscribe = port.onMessage((message) => {
        if (!isRpcMessage(message)) return;
        if (isWithin(message, most)) act(receive, message);
        else refuse(port, message);
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
  readonly t: 'q' | 's'; // a call, or the answer to one
  readonly i?: string | undefined; // which call
  readonly e?: unknown;
}

/** What the other end cannot be told, as a result that the channel does not carry, is nobody's: its call stays unanswered. */
function act(receive: (message: unknown) => unknown, message: RpcMessage): void {
  Promise.resolve(receive(message)).catch(() => undefined);
}

/** An answer that is too large leaves its call unanswered, as that of a hidden page does. */
function refuse(port: Port, { t, i }: RpcMessage): void {
  if (t === 'q' && i !== undefined) port.post({ t: 's', i, e: 'the message is too large' });
}

/** The longest name of a call; ours have 21 characters. */
const MOST_ID = 64;

function isRpcMessage(message: unknown): message is RpcMessage {
  if (typeof message !== 'object' || message === null) return false;
  const { t, m, i, a } = message as { t?: unknown; m?: unknown; i?: unknown; a?: unknown };
  const hasId = typeof i === 'string' && i.length <= MOST_ID;
  if (t === 'q') return typeof m === 'string' && Array.isArray(a) && (hasId || i === undefined);
  return t === 's' && hasId;
}
