// `kynml/isNonFinite`: whether an editor should show a JSON file in our language, because its own JSON mode would report it as broken.
import { hasNonFinite } from '../../../../src-shared/artifacts/hasNonFinite';
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

/** `kynml/isNonFinite`. A file name proves nothing, so the content must be that of a kind. */
export const isNonFinite = ownFeature('kynml/isNonFinite', false, ({ workspace }, { uri }) => {
  const path = pathOf(uri);
  const artifact = path === undefined ? undefined : workspace.artifactAt(path);
  return artifact?.detectedBy === 'content' && artifact.root !== undefined && hasNonFinite(artifact.root);
});
