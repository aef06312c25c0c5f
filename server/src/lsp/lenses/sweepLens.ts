// The lens above a sweep: how many combinations it has or, where it was run, how many are done, failed and missing.
import { dirname } from '../../../../src-shared/host/paths';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { Block, Placed } from '../../../../src-shared/kyn/syntax/ast';
import { combinationCount, MANY_COMBINATIONS } from '../../../../src-shared/kyn/training/combinationCount';
import { commands } from '../../../../src-shared/protocol/commands';
import { isSweepFolder } from '../../../../src-shared/repro/training/sweepFolders';
import { newestSweep, type SweepProgress } from '../../../../src-shared/runs/index/newestSweep';
import { counted, numberText } from '../../../../src-shared/text/numberText';
import { shift } from '../../../../src-shared/text/span';
import { fileTime } from '../artifact/runTimes';
import { isListed } from '../artifact/workspaceRuns';
import { toRange, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { Spec } from '../workspace/workspaceView';
import type { Lens } from './lens';

/** The lens; none for a sweep without combinations. */
export function sweepLens(context: FeatureContext, spec: Spec, { at, item }: Placed<Block>): Lens[] {
  const total = combinationCount(item);
  if (total === 0) return [];
  const found = sweepOf(context, spec);
  const state = found && found.done + found.failed <= total ? found : undefined;
  const place = { range: toRange(spec.doc, shift(item.header.span, at)), tooltip: axesText(item) };
  return [{ ...place, ...(state ? progressLens(context, spec, { state, total }) : newLens(context, spec, total)) }];
}

// Nothing is said about earlier sweeps before all are known.
function sweepOf(context: FeatureContext, { open }: Spec): SweepProgress | undefined {
  const { inventory } = context;
  const hash = inventory.isFilled ? open.hash() : undefined;
  if (hash === undefined) return undefined;
  const files = new Set(inventory.index.withHash(hash).map(({ file }) => file));
  return newestSweep(
    [...files].filter(({ path }) => isListed(context, path)),
    hash,
    path => fileTime(context, path, {})?.time,
  );
}

function newLens(context: FeatureContext, spec: Spec, total: number): Lens {
  const icon = total > MANY_COMBINATIONS ? { icon: 'warning' } : {};
  return { ...icon, ...withRun(context, spec, counted(total, 'combination')) };
}

interface Progress {
  readonly state: SweepProgress;
  readonly total: number;
}

function progressLens(context: FeatureContext, spec: Spec, { state: { path, done, failed }, total }: Progress): Lens {
  const missing = total - done - failed;
  const facts = [
    `${numberText(done)} of ${numberText(total)} done`,
    ...(failed === 0 ? [] : [`${numberText(failed)} failed`]),
    ...(missing === 0 ? [] : [`${numberText(missing)} missing`]),
  ];
  const title = facts.join(', ');
  if (done === total) return { title, command: commands.showRuns, args: [spec.doc.uri, spec.open.hash()] };
  // A sweep is continued only in its own folder.
  const specPath = spec.open.path;
  const folder = specPath === undefined ? undefined : context.workspace.workingFolder(specPath);
  const isContinued =
    specPath !== undefined && folder !== undefined && isSweepFolder(dirname(path), { spec: specPath, folder });
  return withRun(context, spec, title, isContinued ? uriOf(dirname(path)) : undefined);
}

// A sweep is run with its training, which a library does not have.
function withRun({ workspace }: FeatureContext, { doc, analysis }: Spec, title: string, resumed?: string): Lens {
  const isRunnable = workspace.client.commands === true && blocksOf(analysis.tree, 'train').length > 0;
  if (!isRunnable) return { title };
  const action = resumed === undefined ? 'run all' : 'run missing';
  const args = [doc.uri, ...(resumed === undefined ? [] : [resumed])];
  return { title: `${title} · ${action}`, command: commands.sweep, args };
}

function axesText({ entries }: Block): string {
  const axes = entries.map(({ key, value }) => `${key.text}: ${value?.kind === 'list' ? value.items.length : 0}`);
  return axes.length > 1 ? `${axes.join(' × ')}. The last axis varies fastest.` : axes.join('');
}
