// `kynml/alreadyRun`: the runs that a training of a spec would repeat, which is asked before it starts.
import { basename } from '../../../../src-shared/host/paths';
import { alreadyRunMessage } from '../../../../src-shared/views/runs/alreadyRunTexts';
import { alreadyRun as found } from '../artifact/runsOfSpec';
import { pathOf, uriOf } from '../base/convert';
import { systemClock } from '../base/systemClock';
import { ownFeature } from '../protocol/feature';

/** `kynml/alreadyRun`. Waits for nothing, so nothing is known before the workspace was searched. */
export const alreadyRun = ownFeature('kynml/alreadyRun', null, (context, { uri }) => {
  const path = pathOf(uri);
  const spec = path === undefined ? undefined : context.workspace.specAt(path);
  if (path === undefined || spec?.hash === undefined) return null;
  const runs = found(context, { configHash: spec.hash, analysis: spec.analysis });
  if (!runs) return null;
  const { count, newest } = runs.summary;
  const message = alreadyRunMessage(basename(path), runs, systemClock);
  return { message, count, configHash: spec.hash, newest: uriOf(newest.path) };
});
