// The environment of a run, which MLflow records only with a model: in the artifacts of the run, or since 3.0 in the folder `models` of the experiment.
import { member, stringMember } from '../../../text/jsonText';
import { faultsOf } from '../fileFault';
import type { Place } from '../place';
import { packagesOf } from '../values/requirements';

/** Versions by name, and the version of MLflow. `faults`: the files about it that cannot be read, as sentences without their ends. */
export interface ModelEnvironment {
  readonly versions: ReadonlyMap<string, string | undefined>;
  readonly version?: string;
  readonly faults: readonly string[];
}

const MODEL = 'MLmodel';
const PACKAGES = 'requirements.txt';
const PYTHON = 'python_env.yaml';
const MAX_MODELS = 20;
const MAX_FOLDERS = 200;

/** The environment that the first model of a run names. */
export function modelEnvironment(run: Place, experiment: Place): ModelEnvironment {
  const places = modelPlaces(run, experiment);
  const outputs = run.folder('outputs');
  const links = (outputs?.folders() ?? [])
    .slice(0, MAX_MODELS)
    .flatMap(name => faultsOf(run, [`outputs/${name}/meta.yaml`]));
  const faults = [...links, ...places.flatMap(place => faultsOf(place, [MODEL]))];
  const place = places.find(at => at.yaml(MODEL));
  const model = place?.yaml(MODEL);
  if (!place || !model) return { versions: new Map(), faults };
  const version = stringMember(model, 'mlflow_version');
  const written = stringMember(member(member(model, 'flavors'), 'python_function'), 'python_version');
  const python = written ?? stringMember(place.yaml(PYTHON), 'python');
  const isUnread = faultsOf(place, [PACKAGES]).length > 0;
  const unread = faultsOf(place, [PACKAGES, ...(written === undefined ? [PYTHON] : [])]);
  const versions = packagesOf(isUnread ? '' : (place.text(PACKAGES) ?? ''));
  if (python !== undefined) versions.set('python', python);
  return { versions, ...(version !== undefined && { version }), faults: [...faults, ...unread] };
}

/** The folders of the models of a run, by their paths in the folder of the experiment. They need not exist. */
export function modelFolders(run: Place): string[] {
  const outputs = run.folder('outputs')?.folders().slice(0, MAX_MODELS) ?? [];
  const models = outputs.map(name => stringMember(run.yaml(`outputs/${name}/meta.yaml`), 'destination_id') ?? name);
  return models.map(name => `models/${name}/artifacts`);
}

function modelPlaces(run: Place, experiment: Place): Place[] {
  const newer = modelFolders(run).flatMap(path => experiment.folder(path) ?? []);
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
  return open.filter(place => place.hasFile(MODEL) || place.isSpecial(MODEL)).slice(0, MAX_MODELS);
}
