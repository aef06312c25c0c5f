// Code lenses: hash, lock, training and runs on the first line of a spec. The other lenses are in lenses/.
import type { CodeLensParams } from 'vscode-languageserver';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import { commands } from '../../../../src-shared/protocol/commands';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { shortHash } from '../../../../src-shared/text/hashForm';
import { artifactLenses } from '../lenses/artifactLenses';
import { blockLenses } from '../lenses/blockLenses';
import { dlmLenses } from '../lenses/dlmLenses';
import { DRIFTED, type Lens, lensesFor } from '../lenses/lens';
import { runLenses } from '../lenses/runLenses';
import { lspFeature } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import { specStateOf } from '../spec/specState';
import type { Spec } from '../workspace/workspaceView';

/** `textDocument/codeLens`. */
export const codeLens = lspFeature<CodeLensParams, readonly Lens[]>({
  method: 'textDocument/codeLens',
  capabilities: { codeLensProvider: { resolveProvider: false } },
  fallback: [],
  adapt: lensesFor,
  answer: (context, { textDocument: { uri } }) => {
    const state = specStateOf(context.workspace, uri);
    const spec = context.workspace.spec(uri);
    const document = context.workspace.dlmDocument(uri);
    return state
      ? [...specLenses(context, state, spec), ...(spec ? blockLenses(context, spec) : [])]
      : document
        ? dlmLenses(context, document)
        : artifactLenses(context, uri);
  },
});

function specLenses(context: FeatureContext, state: SpecState, spec: Spec | undefined): Lens[] {
  const { uri, configHash, unsaved, message } = state;
  if (configHash === null) return [{ icon: 'error', title: 'no CONFIG_HASH: not UTF-8', tooltip: message }];
  const hash: Lens = {
    title: `CONFIG_HASH ${shortHash(configHash)}${unsaved ? ' (unsaved)' : ''}`,
    command: commands.copyHash,
    args: [uri],
    tooltip: `${configHash}\nClick to copy.`,
  };
  const train: Lens = { icon: 'play', title: 'Train', command: commands.train, args: [uri], isOffer: true };
  // A library and an empty file cannot be trained.
  const isTrainable = spec !== undefined && blocksOf(spec.analysis.tree, 'train').length > 0;
  const runs = spec ? runLenses(context, uri, { configHash, analysis: spec.analysis }) : [];
  return [hash, ...lockLenses(state), ...(isTrainable ? [train] : []), ...runs];
}

function lockLenses({ uri, lock, message }: SpecState): Lens[] {
  const args = [uri];
  switch (lock.state) {
    case 'locked':
      return [{ icon: 'lock', title: 'locked', command: commands.checkLock, args, tooltip: message }];
    case 'drifted':
      return [
        { ...DRIFTED, command: commands.showDrift, args, tooltip: message },
        { title: 'Regenerate lock', command: commands.regenerateLock, args, isOffer: true },
      ];
    case 'missing':
      return [{ icon: 'unlock', title: 'not locked', command: commands.createLock, args, tooltip: message }];
    case 'newer':
      return [
        {
          icon: 'question',
          title: 'lock is newer than this tool',
          command: commands.checkLock,
          args,
          tooltip: message,
        },
      ];
    case 'invalid':
      return [{ ...invalidTitle(lock), command: commands.checkLock, args, tooltip: message }];
  }
}

// A lock whose hash was read is not the problem.
const invalidTitle = ({ lockedHash }: SpecState['lock']): Lens =>
  lockedHash === null ? { icon: 'error', title: 'lock cannot be read' } : { icon: 'question', title: 'drift unknown' };
