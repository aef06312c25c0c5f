// Which spec made a run.
import * as z from 'zod/mini';
import { limitField, pathField } from '../fields';
import { kynJson, listOf, notesOf, pick, problemsOf } from '../kynJson';
import { placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const trace = agentTool({
  name: 'kynml_trace',
  title: 'Trace a KynML Run to Its Spec',
  description:
    'Finds the spec that made a run: every place with the CONFIG_HASH that a run manifest, script, lock or entry of a sweep records, in the working tree, in the texts that runs kept, and in git. The newest place comes first; a commit of null means a file of the working tree or a kept text. No place means that the spec is unknown.',
  writes: false,
  input: z.strictObject({
    path: pathField('A run manifest, a script, a lock, or an entry of a sweep: sweep_results.json#0'),
    limit: limitField,
  }),
  async answer({ path, limit }, access): Promise<Findings> {
    const places = placesOf(access, [path]);
    if (!places.ok) return refused(places.problem);
    const answer = await kynJson(access, ['trace'], places.words);
    const matches = listOf(answer.node, 'matches');
    const facts = {
      ...(answer.node && pick(answer.node, ['configHash'])),
      found: matches.length,
      places: matches.map(match => pick(match, ['path', 'commit', 'date'])),
      notes: notesOf(answer),
    };
    return { facts, problems: problemsOf(answer), ...(limit !== undefined && { limit }) };
  },
});
