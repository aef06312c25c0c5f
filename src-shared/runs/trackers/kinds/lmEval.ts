// lm-evaluation-harness: one JSON file of results for each evaluation. Files of version 0.4 are named after their time; older ones have any name.
import { join } from '../../../host/paths';
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { namesText } from '../compare/identityResult';
import { unlisted } from '../fileFault';
import { environmentOf } from '../lmEval/environment';
import { metricsOf } from '../lmEval/metrics';
import { partOf } from '../lmEval/part';
import { configOf } from '../lmEval/settings';
import type { Place } from '../place';
import type { Digest, TrackedRun, TrackedTime } from '../trackedRun';
import type { TrackedGap, Tracker } from '../tracker';
import { isForeignJson } from '../values/foreignJson';
import { numberIn } from '../values/scalars';
import { seedsOf } from '../values/seeds';
import { startsLike } from '../values/startsLike';

/** Evaluations of lm-evaluation-harness. */
export const lmEval: Tracker = {
  id: 'lm-eval-results',
  title: 'lm-evaluation-harness run',
  mayHave: place => place.files().some(isForeignJson) || place.specials().some(isForeignJson),
  read(folder) {
    const { at: place, dependsOn } = folder.withLinks(isForeignJson);
    const runs: TrackedRun[] = [];
    const gaps: TrackedGap[] = [];
    const isWanted = (name: string): boolean =>
      isForeignJson(name) && (NAMED.test(name) || startsLike(place, name, START));
    for (const name of place.files().filter(isWanted)) {
      const root = place.json(name, MAX_RESULTS);
      if (!root) gaps.push(...(isResults(name) ? unlisted(place, name, MAX_RESULTS) : []));
      else if (isMarked(root)) runs.push(runOf(place, name, root));
    }
    for (const name of place.specials()) if (NAMED.test(name)) gaps.push(...unlisted(place, name));
    return runs.length + gaps.length > 0 ? { runs, gaps, dependsOn } : undefined;
  },
};

// Of a file that cannot be read, its name is needed too, because other programs write results.
const isResults = (name: string): boolean => name.startsWith('results');

// As version 0.4 names them.
const NAMED = /^results_\d{4}-\d\d-\d\dT.*\.json$/;

// The settings of hundreds of tasks.
const MAX_RESULTS = 8 * 1024 * 1024;
const START = /^\s*\{\s*"results"\s*:\s*\{/;

function runOf(place: Place, name: string, root: JsonNode): TrackedRun {
  const config = configOf(root);
  const environment = environmentOf(root);
  const metrics = metricsOf(root);
  const data = taskHashes(root);
  const hashed = new Set(data.map(digest => digest.name));
  const unhashed = [...members(member(root, 'configs')).keys()].filter(task => !hashed.has(task));
  const commit = commitOf(stringMember(root, 'git_hash'));
  const part = partOf(root);
  const version = stringMember(root, 'lm_eval_version');
  const time = timeOf(root);
  return {
    tracker: lmEval.id,
    path: join(place.path, name),
    id: place.host.sha256(place.text(name, MAX_RESULTS) ?? ''),
    name: stringMember(root, 'model_name') ?? name.slice(0, -'.json'.length),
    ...(version !== undefined && { version }),
    config: config.leaves,
    data,
    code: { ...(commit !== undefined && { commit }), files: [] },
    environment,
    metrics,
    ...(part !== undefined && { partial: part }),
    ...(time && { time }),
    status: { state: 'finished', text: 'finished' },
    outputs: [],
    absent: {
      ...(!config.hasModel && {
        config: 'The revision of the model was not recorded, and its files may have changed.',
      }),
      ...(data.length === 0 && { data: 'It has no hashes of its samples, because they were not logged.' }),
      ...(data.length > 0 &&
        unhashed.length > 0 && { data: `It has no hash of the samples of ${namesText(unhashed)}.` }),
      code:
        commit === undefined
          ? 'It recorded no commit.'
          : 'The commit is that of the folder in which the tool was started, and uncommitted changes are not recorded.',
      ...(environment.size === 0 && { environment: 'It recorded no versions.' }),
      ...(seedsOf(config.leaves).size === 0 && { seed: 'This version of the tool records no seeds.' }),
      ...(metrics.size === 0 && { metrics: 'Its results have no numbers.' }),
      ...(!time && { time: 'This version of the tool records no time.' }),
    },
    notes: [
      ...(part === undefined ? [] : [`It is a partial evaluation: ${part}.`]),
      'Such a file exists only for finished evaluations.',
    ],
  };
}

// LightEval writes files of the same name, with other keys.
function isMarked(root: JsonNode): boolean {
  const config = member(root, 'config');
  const results = [...members(member(root, 'results')).values()];
  return (
    results.length > 0 &&
    results.every(({ value }) => value.kind === 'object') &&
    member(root, 'versions')?.kind === 'object' &&
    member(config, 'model') !== undefined &&
    member(config, 'bootstrap_iters') !== undefined
  );
}

const HASH = /^[0-9a-f]{64}$/;

const taskHashes = (root: JsonNode): Digest[] =>
  [...members(member(root, 'task_hashes'))].flatMap(([name, { value }]) =>
    value.kind === 'string' && HASH.test(value.text) ? [{ name, kind: 'sha256' as const, value: value.text }] : [],
  );

// Of `git describe --always`: a commit, or a tag, a number and a commit.
const commitOf = (text = ''): string | undefined => /(?:^|-\d+-g)([0-9a-f]{7,40})$/.exec(text)?.[1];

const LAST_TIME = 8.64e12;

function timeOf(root: JsonNode): TrackedTime | undefined {
  const start = numberIn(member(root, 'date'));
  if (!(start > 0 && start < LAST_TIME)) return undefined;
  const seconds = Number(stringMember(root, 'total_evaluation_time_seconds') ?? Number.NaN);
  const end = Math.floor((start + seconds) * 1000);
  return { start: Math.floor(start * 1000), ...(end > 0 && end < LAST_TIME * 1000 && { end }), source: 'recorded' };
}
