// The lenses above blocks of a spec: the number of runs of a sweep, the number of uses of a model.

import { modelReferences } from '../../../../src-shared/kyn/names/modelReferences';
import { blocksOf } from '../../../../src-shared/kyn/names/scope';
import { commands } from '../../../../src-shared/protocol/commands';
import { counted } from '../../../../src-shared/text/numberText';
import { shift } from '../../../../src-shared/text/span';
import { toRange } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { Spec } from '../workspace/workspaceView';
import type { Lens } from './lens';
import { sweepLens } from './sweepLens';

/** Models that get a lens. A spec has a few; the limit bounds the work for unusual files. */
const MAX_MODELS = 300;

/** The lenses above the blocks of a spec. */
export function blockLenses(context: FeatureContext, spec: Spec): Lens[] {
  const { tree } = spec.analysis;
  return [...blocksOf(tree, 'sweep').flatMap(block => sweepLens(context, spec, block)), ...modelLenses(context, spec)];
}

function modelLenses(context: FeatureContext, { doc, open, analysis }: Spec): Lens[] {
  const models = blocksOf(analysis.tree, 'model').slice(0, MAX_MODELS);
  if (models.length === 0) return [];
  const uses = countsOf([
    ...modelReferences(analysis.tree),
    ...(open.path === undefined ? [] : context.modelUses.inImporters(open.path)),
  ]);
  return models.flatMap(({ at, item }): Lens[] => {
    const count = item.name && uses.get(item.name.text);
    // An unused model has a finding instead.
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
