// The bundle that `kyn.js` and `server.js` run: the command line and the language server share one core. Each loads only its own modules.

/** Runs `kyn` with the arguments of the process. */
export const kyn = (): Promise<unknown> => import('./kyn');

/** Serves the Language Server Protocol. */
export const server = (): Promise<unknown> => import('./lsp/main');
