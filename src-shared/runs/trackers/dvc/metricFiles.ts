// The metric files of a project: those that dvc.yaml lists, and those that DVCLive writes.
import { isDiverged } from '../../../artifacts/metrics';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { anyConflicts } from '../../../text/mergeConflicts';
import type { Place } from '../place';
import type { TrackedMetric } from '../trackedRun';
import { seriesMetric, summaryMetric } from '../values/series';
import { tomlNumbers } from '../values/tomlNumbers';
import { inFolder } from './pipeline';
import { seriesIn } from './series';

/** The paths of metric files that a dvc.yaml lists, relative to its folder. */
export function listedMetrics(root: JsonNode | undefined): string[] {
  const stages = [...members(member(root, 'stages')).values()].flatMap(({ value }) => {
    const folder = stringMember(value, 'wdir');
    return itemsOf(member(value, 'metrics')).map(path => inFolder(folder ?? '', path));
  });
  const all = [...itemsOf(member(root, 'metrics')), ...stages];
  return [...new Set(all.map(withoutDots))].filter(path => !path.split('/').includes('..'));
}

// `./a.json` is `a.json`.
const withoutDots = (path: string): string =>
  path
    .split('/')
    .filter(name => name !== '.')
    .join('/');

// An item is a path, or an object with the path as its key.
function itemsOf(list: JsonNode | undefined): string[] {
  if (list?.kind !== 'array') return [];
  return list.items.flatMap(item => (item.kind === 'string' ? [item.text] : [...members(item).keys()].slice(0, 1)));
}

/** The metrics of files, and the files that could not be read. A name that two files have is prefixed with the path of the second one. */
export function metricsOfFiles(
  place: Place,
  files: readonly string[],
): { readonly metrics: Map<string, TrackedMetric>; readonly unread: readonly string[] } {
  const metrics = new Map<string, TrackedMetric>();
  const unread: string[] = [];
  for (const file of files) {
    const root = rootOf(place, file);
    if (!root) {
      unread.push(file);
      continue;
    }
    const { series, unread: others } = seriesIn(place, file);
    unread.push(...others);
    for (const [name, value] of valuesOf(root)) {
      const key = metrics.has(name) ? `${file}:${name}` : name;
      const points = series.get(name);
      const known = points && seriesMetric(points.points, points);
      metrics.set(key, known ? { ...known, last: { value, ...stepOf(known) } } : summaryMetric(value));
    }
  }
  return { metrics, unread };
}

function rootOf(place: Place, file: string): JsonNode | undefined {
  if (/\.ya?ml$/.test(file)) {
    const root = place.yaml(file);
    return root?.kind === 'null' ? undefined : root;
  }
  if (file.endsWith('.toml')) {
    const text = place.text(file);
    return text === undefined || anyConflicts(text).length > 0 ? undefined : tomlNumbers(text);
  }
  return file.endsWith('.json') ? place.json(file) : undefined;
}

const stepOf = ({ last }: TrackedMetric): { readonly step?: string } =>
  last.step === undefined ? {} : { step: last.step };

const MAX_DEPTH = 20;

/** The numbers in a metric file by name, nested ones joined with `/` as DVCLive names them. `step` is not a metric. */
export function valuesOf(root: JsonNode): [string, JsonNode][] {
  const below = (name: string, node: JsonNode, depth: number): [string, JsonNode][] => {
    if (node.kind === 'number' || isDiverged(node)) return [[name, node]];
    if (node.kind !== 'object' || depth > MAX_DEPTH) return [];
    return [...members(node)].flatMap(([key, { value }]) =>
      below(name === '' ? key : `${name}/${key}`, value, depth + 1),
    );
  };
  return below('', root, 0).filter(([name]) => name !== 'step');
}
