// Starts the language server on the transport that the command line names (--node-ipc, --stdio or --socket=N).
import { homedir } from 'node:os';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import type { Host } from '../../../src-shared/host/host';
import { withSlashes } from '../../../src-shared/host/node/readFile';
import { createNodeHost } from '../../../src-shared/host/nodeHost';
import { GIT_LIMIT_MS } from './base/gitLimit';
import { lifeCycle } from './base/lifeCycle';
import { serve } from './server';

serve(createConnection(ProposedFeatures.all, lifeCycle()), hostOf, {
  version,
  dlm: { dlmHome: process.env.DLM_HOME, home: withSlashes(homedir()) },
});

function hostOf(workspaceFolders: () => readonly string[]): Host {
  return createNodeHost({ limitMs: GIT_LIMIT_MS, workspaceFolders });
}
