// The list of features.
import type { Feature } from '../feature';
import { codeActions } from './codeActions';
import { codeLens } from './codeLens';
import { completion } from './completion';
import { definition } from './definition';
import { diagnostics } from './diagnostics';
import { diff, diffMarkdown } from './diff';
import { documentLinks } from './documentLinks';
import { documentSymbols } from './documentSymbols';
import { folding } from './folding';
import { formatting } from './formatting';
import { hover } from './hover';
import { inlayHints } from './inlayHints';
import { lockedVersion } from './lockedVersion';
import { planLock, writeLock } from './planLock';
import { documentHighlight, references } from './references';
import { prepareRename, rename } from './rename';
import { run, runs } from './runs';
import { selectionRange } from './selectionRange';
import { semanticTokensFull, semanticTokensRange } from './semanticTokens';
import { signatureHelp } from './signatureHelp';
import { specState } from './specState';
import { workspaceSymbols } from './workspaceSymbols';

/** All features. */
export const features: readonly Feature[] = [
  codeActions,
  codeLens,
  completion,
  definition,
  diagnostics,
  diff,
  diffMarkdown,
  documentLinks,
  documentSymbols,
  folding,
  formatting,
  hover,
  inlayHints,
  lockedVersion,
  planLock,
  writeLock,
  references,
  documentHighlight,
  prepareRename,
  rename,
  run,
  runs,
  selectionRange,
  semanticTokensFull,
  semanticTokensRange,
  signatureHelp,
  specState,
  workspaceSymbols,
];
