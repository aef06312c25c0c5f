// The runs in folders, as `kyn runs` lists them.
import * as z from 'zod/mini';
import { limitField, lineField, pathField } from '../fields';
import { kynJson, listOf, notesOf, pick, problemsOf } from '../kynJson';
import { allRoots, placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

const FIELDS: readonly string[] = [
  'path',
  'state',
  'spec',
  'kind',
  'time',
  'timeSource',
  'commit',
  'seed',
  'metrics',
  'status',
  'configHash',
  'dataHash',
];

/** The tool. */
export const findRuns = agentTool({
  name: 'kynml_find_runs',
  title: 'Find KynML Runs',
  description:
    'Finds training runs: their paths, metrics, seeds and hashes, and which spec made each. The state is current (a spec has the CONFIG_HASH of the run), stale (an older version had it) or unknown. The newest comes first. Metrics of runs can be ranked only where their dataHash is the same.',
  writes: false,
  input: z.strictObject({
    path: z.optional(pathField('The folder to search; without it, everything is searched')),
    spec: z.optional(pathField('Only runs of this spec and of its older versions')),
    where: z.optional(
      lineField(
        'Only runs that meet these conditions, joined with `and`: `state = current and mae < 14`. Operators: = != < <= > >= and ~ (contains). Keys: state, spec, seed, time, a metric, a field such as env.torch, a setting such as train.epochs.',
      ),
    ),
    sort: z.optional(lineField('The key to order by, for example `mae`; `-mae` for the largest first.')),
    limit: limitField,
  }),
  async answer({ path, spec, where, sort, limit }, access): Promise<Findings> {
    const places = placesOf(
      access,
      [spec, path].flatMap(given => given ?? []),
    );
    if (!places.ok) return refused(places.problem);
    const words = [...places.words];
    const options = [
      'runs',
      ...(spec === undefined ? [] : [`--spec=${words.shift()}`]),
      ...(where === undefined ? [] : [`--where=${where}`]),
      ...(sort === undefined ? [] : [`--sort=${sort}`]),
    ];
    const answer = await kynJson(access, options, path === undefined ? allRoots(access) : words);
    const runs = listOf(answer.node, 'runs');
    const facts = { found: runs.length, runs: runs.map(run => pick(run, FIELDS)), notes: notesOf(answer) };
    return { facts, problems: problemsOf(answer), ...(limit !== undefined && { limit }) };
  },
});
