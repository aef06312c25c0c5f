// The VS Code API of a webview, typed by its messages and state.

/** The connection of a webview to its panel. `acquireVsCodeApi` may be called only once. */
export interface WebviewHost<Message, State> {
  postMessage(message: Message): void;
  /** The saved state of this webview, of any shape: an older version may have written it. */
  getState(): unknown;
  setState(state: State): void;
}

/** The elements of the document that a page fills: its content, and what a screen reader says. */
export interface PageElements {
  readonly root: HTMLElement;
  readonly live: HTMLElement;
}

declare function acquireVsCodeApi(): unknown;

/** Connects to VS Code. */
export function connect<Message, State>(): WebviewHost<Message, State> {
  return acquireVsCodeApi() as WebviewHost<Message, State>;
}
