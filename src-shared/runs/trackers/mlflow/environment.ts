// The environment of a run, which MLflow records only with a model: in the artifacts of the run, or since 3.0 in the folder `models` of the experiment.
import { member, stringMember } from '../../../text/jsonText';
import type { Place } from '../place';
import { packagesOf } from '../values/requirements';

/** Versions by name, and the version of MLflow. */
export interface ModelEnvironment {
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly version?: string;
}

const MAX_MODELS = 20;
const MAX_FOLDERS = 200;

/** The environment that the first model of a run names. */
export function modelEnvironment(run: Place, experiment: Place): ModelEnvironment {
  for (const place of modelPlaces(run, experiment)) {
    const model = place.yaml('MLmodel');
    if (!model) continue;
    const version = stringMember(model, 'mlflow_version');
    const python =
      stringMember(member(member(model, 'flavors'), 'python_function'), 'python_version') ??
      stringMember(place.yaml('python_env.yaml'), 'python');
    const versions = packagesOf(place.text('requirements.txt') ?? '');
    if (python !== undefined) versions.set('python', python);
    return { versions, ...(version !== undefined && { version }) };
  }
  return { versions: new Map() };
}

function modelPlaces(run: Place, experiment: Place): Place[] {
  const outputs = run.folder('outputs')?.folders().slice(0, MAX_MODELS) ?? [];
  const models = outputs.map(name => stringMember(run.yaml(`outputs/${name}/meta.yaml`), 'destination_id') ?? name);
  const newer = models.flatMap(name => experiment.folder('models')?.folder(name)?.folder('artifacts') ?? []);
  return [...newer, ...withModel(run.folder('artifacts'))];
}

// The folders below with a model, the nearest first.
function withModel(top: Place | undefined): Place[] {
  const open = top ? [top] : [];
  for (let at = 0; at < open.length && open.length < MAX_FOLDERS; at++) {
    const place = open[at];
    for (const name of place?.folders() ?? []) {
      const inner = place?.folder(name);
      if (inner) open.push(inner);
    }
  }
  return open.filter(place => place.hasFile('MLmodel')).slice(0, MAX_MODELS);
}
