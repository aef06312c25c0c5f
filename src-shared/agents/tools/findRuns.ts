// The runs in folders, as `kyn runs` lists them.
import * as z from 'zod/mini';
import { limitField, lineField } from '../fields';
import { foundIn, kynJson, listOf, pick } from '../kynJson';
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
  writes: false,
  input: z.strictObject({
    path: z.optional(lineField),
    spec: z.optional(lineField),
    where: z.optional(lineField),
    sort: z.optional(lineField),
    limit: z.optional(limitField),
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
    const facts = { found: runs.length, runs: runs.map(run => pick(run, FIELDS)) };
    return foundIn([answer], facts, limit);
  },
});
