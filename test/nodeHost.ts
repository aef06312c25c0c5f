// The host of this machine, as the command line makes it.
import { createNodeHost } from '../src-shared/host/nodeHost';

export const nodeHost = createNodeHost({ limitMs: 20_000, workspaceFolders: () => [] });
