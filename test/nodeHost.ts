// The host of this machine for tests.
import type { Host } from '../src-shared/host/host';
import { createNodeHost } from '../src-shared/host/nodeHost';
import { repositoryOf } from '../src-shared/host/repositoryOf';

/** The host as the command line makes it. */
export const machineHost = createNodeHost({ limitMs: 20_000, workspaceFolders: () => [] });

const isOutside = (folder: string): boolean =>
  machineHost.stat(folder)?.kind === 'folder' && repositoryOf(machineHost, folder) === undefined;

/** The same host, but git is started only in a repository. Most tests are outside of one, and starting git to learn that takes most of their time. */
export const nodeHost: Host = {
  ...machineHost,
  git: async (folder, args, options) =>
    isOutside(folder) ? { ok: false, reason: 'outside' } : machineHost.git(folder, args, options),
};
