// The lenses above blocks of a spec: how many runs a sweep makes, how often a model is used.

import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import type { Block, Placed } from '../../../../src-shared/kyn/syntax/ast';
import { combinationCount, MANY_COMBINATIONS } from '../../../../src-shared/kyn/training/sweeps';
import { commands } from '../../../../src-shared/protocol/commands';
import { shift } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import { modelNames } from '../workspace/modelUses';
import type { Spec } from '../workspace/workspace';
import type { Lens } from './lens';

/** Models that have a lens; a spec has a few. An editor draws none for what lies further down than anybody scrolls. */
const MAX_MODELS = 300;

/** The lenses above the blocks of a spec. */
export function blockLenses(context: FeatureContext, spec: Spec): Lens[] {
  const { tree } = spec.analysis;
  return [...blocksOf(tree, 'sweep').flatMap(block => sweepLens(spec, block)), ...modelLenses(context, spec)];
}

function sweepLens({ doc }: Spec, { at, item }: Placed<Block>): Lens[] {
  const count = combinationCount(item);
  if (count === 0) return [];
  const title = `${count > MANY_COMBINATIONS ? '$(warning) ' : ''}${counted(count, 'combination')}`;
  return [{ title, tooltip: axesText(item), range: toRange(doc, shift(item.header.span, at)) }];
}

function axesText({ entries }: Block): string {
  const axes = entries.map(({ key, value }) => `${key.text}: ${value?.kind === 'list' ? value.items.length : 0}`);
  return axes.length > 1 ? `${axes.join(' × ')}. The last axis moves fastest.` : axes.join('');
}

function modelLenses(context: FeatureContext, { doc, open, analysis }: Spec): Lens[] {
  const models = blocksOf(analysis.tree, 'model').slice(0, MAX_MODELS);
  if (models.length === 0) return [];
  const uses = countsOf([
    ...modelNames(analysis.tree),
    ...(open.path === undefined ? [] : context.modelUses.importing(open.path, context)),
  ]);
  return models.flatMap(({ at, item }): Lens[] => {
    const count = item.name && uses.get(item.name.text);
    // A model that nothing uses is told by the finding for it.
    if (!item.name || !count) return [];
    const range = toRange(doc, shift(item.name.span, at));
    return [
      {
        title: counted(count, 'reference'),
        command: commands.showReferences,
        args: [doc.uri, range.start],
        range,
      },
    ];
  });
}

function countsOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const counted = (n: number, word: string): string => `${n.toLocaleString('en-US')} ${word}${n === 1 ? '' : 's'}`;
