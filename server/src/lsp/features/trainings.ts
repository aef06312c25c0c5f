// `kynml/trainings`: the trainings that run, for the progress in the status bar.
import { isInside } from '../../../../src-shared/host/paths';
import { HISTORY_FOLDER, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { trainingsView } from '../../../../src-shared/views/trainingsView';
import { pathOf, uriOf } from '../base/convert';
import { ownFeature } from '../protocol/feature';

const NOTHING = { view: { status: null, trainings: [] }, watch: [] };

/** `kynml/trainings`. */
export const trainings = ownFeature('kynml/trainings', NOTHING, ({ workspace, trainings }, { files }) => {
  const { host, folders, trusted } = workspace;
  // A history may come with a repository, and nothing in it may show a message before the workspace is trusted.
  if (!trusted) return NOTHING;
  for (const uri of files) {
    const [, folder, name] = REPORTED.exec(pathOf(uri) ?? '') ?? [];
    if (folder !== undefined) trainings.report(folder, name);
  }
  const main = folders.map(folder => workspaceFolderOf(host, folder));
  const histories = [...new Set([...main, ...trainings.reported])];
  // A folder of the history may be a link to another place.
  const read = histories.filter(folder => !workspace.isRefused(`${folder}/${HISTORY_FOLDER}/events`));
  const outside = histories.filter(folder => !folders.some(f => isInside(f, folder)));
  return {
    view: trainingsView(trainings.read(read), uriOf),
    watch: outside.map(folder => ({ uri: uriOf(`${folder}/${HISTORY_FOLDER}/events`) })),
  };
});

// A history, its folder of event files, or one of these.
const REPORTED = new RegExp(`^(.*)/\\${HISTORY_FOLDER}(?:/events(?:/([^/]+\\.jsonl))?)?$`);
