// `kynml/lockedVersion`: the version of a spec in git that has the locked hash, for "Show what changed".
import { pathOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import { lockedSpec } from '../spec/lockedSpec';

/** `kynml/lockedVersion`. */
export const lockedVersion = ownFeature(
  'kynml/lockedVersion',
  { found: false, message: 'Git could not be read.' },
  ({ workspace }, { uri }) => lockedSpec(workspace, pathOf(uri)),
);
