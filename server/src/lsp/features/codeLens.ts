// Code lenses on the first line: the hash, the state of the lock, training; on a manifest where it comes from, on a lock its state.
import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import { type CommandId, commands } from '../../../../src-shared/protocol/commands';
import type { SpecState } from '../../../../src-shared/protocol/requests';
import { shortHash } from '../../../../src-shared/repro/configHash';
import type { Context } from '../context';
import { uriOf } from '../convert';
import { lspFeature } from '../feature';
import { pinnedSpec } from '../findings';
import { metricText } from '../metricText';
import { originOf, originText, specsByHash } from '../origin';
import { stateOf } from '../state';

interface Lens {
  readonly title: string;
  readonly command?: CommandId;
  readonly args?: readonly unknown[];
  readonly tooltip?: string;
}

/** `textDocument/codeLens`. */
export const codeLens = lspFeature<CodeLensParams, CodeLens[]>({
  method: 'textDocument/codeLens',
  capabilities: { codeLensProvider: { resolveProvider: false } },
  fallback: [],
  answer: (context, { textDocument: { uri } }) => {
    const state = stateOf(context.workspace, uri);
    const lenses = state ? specLenses(context, state) : artifactLenses(context, uri);
    return lenses.map(lens => toLens(lens, context));
  },
});

const FIRST_LINE = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

// Other editors know neither our commands nor the icons of VS Code: they get the words.
function toLens({ title, command, args, tooltip }: Lens, { workspace }: Context): CodeLens {
  const ours = workspace.client.commands === true;
  // A plain blank after an icon is swallowed where the lens is drawn.
  const text = ours ? title.replace(/(\$\([\w-]+\)) /g, '$1\u00a0') : title.replace(/\$\([\w-]+\) ?/g, '');
  return {
    range: FIRST_LINE,
    command: {
      title: text,
      command: ours ? (command ?? '') : '',
      ...(args && { arguments: [...args] }),
      ...(tooltip && { tooltip }),
    },
  };
}

function specLenses(context: Context, state: SpecState): Lens[] {
  const { uri, configHash, unsaved, message } = state;
  if (configHash === null) return [{ title: '$(error) no CONFIG_HASH: not UTF-8', tooltip: message }];
  const hash: Lens = {
    title: `CONFIG_HASH ${shortHash(configHash)}${unsaved ? ' (unsaved)' : ''}`,
    command: commands.copyHash,
    args: [uri],
    tooltip: `${configHash}\nClick to copy.`,
  };
  const train: Lens = { title: '$(play) Train', command: commands.train, args: [uri] };
  return [hash, ...lockLenses(state), train, ...runsLens(context, configHash)];
}

function lockLenses({ uri, lock, message }: SpecState): Lens[] {
  const args = [uri];
  switch (lock.state) {
    case 'locked':
      return [{ title: '$(lock) locked', command: commands.checkLock, args, tooltip: message }];
    case 'drifted':
      return [
        { title: '$(warning) drifted - show what changed', command: commands.showDrift, args, tooltip: message },
        { title: 'Regenerate lock', command: commands.regenerateLock, args },
      ];
    case 'missing':
      return [{ title: '$(unlock) not locked', command: commands.createLock, args, tooltip: message }];
    case 'newer':
      return [
        { title: '$(question) lock is newer than this tool', command: commands.checkLock, args, tooltip: message },
      ];
    case 'invalid':
      return [{ title: '$(error) lock cannot be read', command: commands.checkLock, args, tooltip: message }];
  }
}

function runsLens({ inventory }: Context, hash: string): Lens[] {
  const runs = [...inventory.runs.values()].filter(run => run.claims.configHash === hash);
  const [first, ...rest] = runs;
  if (!first) return [];
  const newest = rest.reduce((a, b) => (b.modified > a.modified ? b : a), first);
  const metric = metricText(newest.claims);
  const title = `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${metric ? `, newest ${metric}` : ''}`;
  return [{ title, command: commands.compareRuns, tooltip: 'Compare runs' }];
}

function artifactLenses(context: Context, uri: string): Lens[] {
  const found = context.workspace.artifact(uri);
  if (!found) return [];
  const { claims, kind } = found.artifact;
  const spec = pinnedSpec(context.workspace, uri);
  if (spec) return pinLenses(context, spec, claims.configHash);
  if (!kind.isRun || claims.configHash === undefined) return [];
  const origin = originOf(claims.configHash, specsByHash(context), context);
  const icon = { current: '$(check)', stale: '$(history)', unknown: '$(question)' }[origin.state];
  const title = `${icon} made from ${originText(origin, path => context.workspace.label(path))}`;
  const open = origin.state === 'current' ? { command: commands.openSpec, args: [uriOf(origin.path)] } : {};
  return [
    { title, ...open },
    { title: '$(diff) Compare with another run', command: commands.compareRuns, args: [uri] },
  ];
}

function pinLenses({ workspace }: Context, spec: string, locked: string | undefined): Lens[] {
  const now = workspace.hashAt(spec);
  const args = [uriOf(spec)];
  const open: Lens = { title: `pins ${workspace.label(spec)}`, command: commands.openSpec, args };
  if (now === undefined || locked === undefined) return [open];
  if (now === locked) return [{ title: '$(lock) locked' }, open];
  return [
    { title: '$(warning) drifted - show what changed', command: commands.showDrift, args },
    { title: 'Regenerate lock', command: commands.regenerateLock, args },
    open,
  ];
}
