// Starts the language server on the transport that the command line names (--node-ipc, --stdio or --socket=N).
import { homedir } from 'node:os';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../../package.json';
import { nodeHost } from '../../../src-shared/host/nodeHost';
import { serve } from './server';

serve(createConnection(ProposedFeatures.all), nodeHost, {
  version,
  dlm: { dlmHome: process.env.DLM_HOME, home: homedir().replaceAll('\\', '/') },
});
