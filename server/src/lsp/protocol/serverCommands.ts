// The commands that the server runs itself, for clients without KynML's own commands. Their names differ from those of the extension, which a client would
// register twice otherwise.

/**
 * What `workspace/executeCommand` runs. All take the URI of a spec, except `applyEdit`, which takes a workspace edit. `configHash` shows the hash in a
 * message and answers with it, because LSP has no clipboard.
 */
export const serverCommands = {
  configHash: 'kynml.server.configHash',
  createLock: 'kynml.server.createLock',
  regenerateLock: 'kynml.server.regenerateLock',
  applyEdit: 'kynml.server.applyEdit',
} as const;
