// The file of a run of another tracker that an editor opens.
import { Place, type ReadingHost } from './place';
import type { TrackedRun } from './trackedRun';

// The most telling one first.
const NAMES = [
  'meta.yaml',
  'files/wandb-summary.json',
  'files/config.yaml',
  'files/wandb-metadata.json',
  'metrics.json',
  'trainer_state.json',
  'run.json',
  '.hydra/config.yaml',
  'hparams.yaml',
  'params.yaml',
];

/** The absolute path of that file: the run itself where it is a file, otherwise one in its folder. A folder without files is its own. */
export function mainFile(host: ReadingHost, { path }: Pick<TrackedRun, 'path'>): string {
  if (host.stat(path)?.kind !== 'folder') return path;
  const place = new Place(host, path);
  const [known] = NAMES.flatMap(name => place.fileAt(name) ?? []);
  const [first] = place.files();
  return known ?? (first === undefined ? path : (place.fileAt(first) ?? path));
}
