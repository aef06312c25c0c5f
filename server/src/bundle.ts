// The bundle that `kyn.js`, `server.js` and the worker of a browser run: the command line and both language servers share one core. Each loads only its own
// modules.

/** Runs `kyn` with the arguments of the process. */
export const kyn = (): Promise<unknown> => import('./kyn');

/** Serves the Language Server Protocol. */
export const server = (): Promise<unknown> => import('./lsp/main');

/** Serves it in a worker of a browser, which has no modules of Node. */
export const browser = (): Promise<unknown> => import('./lsp/browser/main');
