import { sentenceOf } from '#engine/words';
import type { InspectorHostApi, InspectorPageApi } from '#protocol/api';
import { MOST_FROM_HOST } from '#protocol/messageSize';
import { connect } from '#protocol/transport';
import type { Port, Remote } from '#protocol/transport';

/** What VS Code gives to a page. It can be acquired once. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What a page needs of its surroundings, behind which tests can stand. */
export interface PageHost {
  readonly port: Port;
  /** What `keep` was last given, also after the page was hidden and loaded anew. */
  kept(): unknown;
  keep(state: unknown): void;
}

/** Is there somebody who could train? Not behind a saved run or a replay page. */
export function canTrain(): boolean {
  return document.documentElement.dataset['host'] !== 'none';
}

/** VS Code's own. @throws ReferenceError outside a webview */
export function acquireHost(): PageHost {
  const api = acquireVsCodeApi();
  return {
    port: {
      post: (message) => api.postMessage(message),
      onMessage: (listener) => {
        const receive = (event: MessageEvent<unknown>) => listener(event.data);
        window.addEventListener('message', receive);
        return () => window.removeEventListener('message', receive);
      },
    },
    kept: () => api.getState(),
    keep: (state) => api.setState(state),
  };
}

/** Connects the inspector; `heard` is called with each message of the host. A call whose answer never comes or fails is a problem, not an exception. */
export function connectInspector(
  host: PageHost,
  local: InspectorPageApi,
  problems: Problems,
  heard: () => void,
): Remote<InspectorHostApi> {
  const port: Port = {
    ...host.port,
    onMessage: (listener) =>
      host.port.onMessage((message) => {
        heard();
        listener(message);
      }),
  };
  const { remote } = connect<InspectorPageApi, InspectorHostApi>(port, local, MOST_FROM_HOST);
  problems.tell = (text) => void remote.problem(text).catch(() => undefined);
  return remote;
}

const MOST_PROBLEMS = 50;

/** What went wrong in the page: kept for the report, and told to the host as it happens. */
export class Problems {
  readonly list: string[] = [];
  tell: (text: string) => void = () => undefined;

  readonly add = (text: string): void => {
    if (this.list.length >= MOST_PROBLEMS) return;
    this.list.push(text);
    this.tell(text);
  };

  /** Notes a rejected call to the host. */
  readonly rejected = (error: unknown): void => this.add(sentenceOf(error));

  /** Listens for uncaught errors and violations of the content security policy. */
  watch(target: Window): void {
    target.addEventListener('error', (event) => this.add(`error: ${event.message}`));
    target.addEventListener('unhandledrejection', (event) =>
      this.add(`rejected: ${sentenceOf(event.reason)}`),
    );
    target.document.addEventListener('securitypolicyviolation', (event) => {
      this.add(`content security policy: ${event.effectiveDirective} refused ${event.blockedURI}`);
    });
  }
}
