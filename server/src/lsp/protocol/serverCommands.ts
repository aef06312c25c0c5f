// The commands that the server runs itself, for clients without KynML's own commands. Their names differ from those of the extension, which a client would
// register twice otherwise.

/** What `workspace/executeCommand` runs. The lock commands take the URI of a spec, `applyEdit` takes a workspace edit. */
export const serverCommands = {
  createLock: 'kynml.server.createLock',
  regenerateLock: 'kynml.server.regenerateLock',
  applyEdit: 'kynml.server.applyEdit',
} as const;
