// What VS Code gives to a webview, typed by the messages and the state of that webview.

/** The connection of a webview to its panel. `acquireVsCodeApi` may be called once only. */
export interface WebviewHost<Message, State> {
  postMessage(message: Message): void;
  /** The kept state of this webview, of any shape: an older version may have written it. */
  getState(): unknown;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): unknown;

/** Connects to VS Code. */
export function connect<Message, State>(): WebviewHost<Message, State> {
  return acquireVsCodeApi() as WebviewHost<Message, State>;
}
