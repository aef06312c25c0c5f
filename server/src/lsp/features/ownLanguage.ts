// `kynml/ownLanguage`: whether an editor should show a JSON file in our language, because its own JSON mode would report more than is wrong.
import { mergeConflict } from '../../../../src-shared/artifacts/findings/mergeConflict';
import { hasNonFinite } from '../../../../src-shared/artifacts/hasNonFinite';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

/** `kynml/ownLanguage`. A file name proves nothing, so the content must be that of a kind. */
export const ownLanguage = ownFeature('kynml/ownLanguage', null, ({ workspace }, { uri }) => {
  const path = pathOf(uri);
  const artifact = path === undefined ? undefined : workspace.artifactAt(path);
  if (!artifact || artifact.detectedBy === 'name') return false;
  if (artifact.root) return artifact.detectedBy === 'content' && hasNonFinite(artifact.root);
  return artifact.diagnostics.some(({ code }) => code === mergeConflict.code) || null;
});
