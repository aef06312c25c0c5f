// The environment of a Sacred run. Names of users and computers are not read.
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { packagesOf } from '../values/requirements';

/** Versions by name. */
export function environmentOf(root: JsonNode): Map<string, string | undefined> {
  const host = member(root, 'host');
  const packages = textsOf(member(member(root, 'experiment'), 'dependencies'));
  const found = packagesOf(packages.map(text => text.replace(UNKNOWN, '')).join('\n'));
  const gpus = member(member(host, 'gpus'), 'gpus');
  const models = gpus?.kind === 'array' ? gpus.items.flatMap(gpu => stringMember(gpu, 'model') ?? []) : [];
  const values = {
    python: stringMember(host, 'python_version'),
    os: textsOf(member(host, 'os')).at(-1),
    gpu: models.join(', '),
  };
  for (const [name, value] of Object.entries(values)) if (value) found.set(name, value);
  return found;
}

// As Sacred writes a package whose version it does not know.
const UNKNOWN = /==<unknown>$/;

const textsOf = (list: JsonNode | undefined): string[] =>
  list?.kind === 'array' ? list.items.flatMap(item => (item.kind === 'string' ? [item.text] : [])) : [];
