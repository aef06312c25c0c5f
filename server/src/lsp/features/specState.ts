// `kynml/specState`: hash, lock and errors of one spec, for the status bar and the commands.
import { pinnedSpec } from '../artifact/pinnedSpec';
import { uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';
import { specStateOf } from '../spec/specState';

/** State of a spec, open or not; of a lock, the state of the spec that it pins. */
export const specState = ownFeature('kynml/specState', null, ({ workspace }, { uri }) => {
  const pinned = pinnedSpec(workspace, uri);
  return specStateOf(workspace, pinned ? uriOf(pinned) : uri);
});
