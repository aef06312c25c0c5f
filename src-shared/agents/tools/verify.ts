// What of a run the files of this machine confirm or contradict.
import * as z from 'zod/mini';
import type { JsonNode } from '../../text/jsonText';
import { limitField, pathField } from '../fields';
import { kynJson, listOf, notesOf, pick, problemsOf, textOf } from '../kynJson';
import { placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

const STATES: readonly string[] = ['contradicted', 'unknown', 'confirmed'];

/** The tool. */
export const verify = agentTool({
  name: 'kynml_verify',
  title: 'Verify a KynML Run',
  description:
    'Verifies what runs record, without a training: the spec with the CONFIG_HASH, the data file with the recorded SHA-256, the lock, the script, and the form of the manifest. Each step is confirmed, contradicted or unknown. A run can be trusted only where no step is contradicted; unknown is not a confirmation. Runs with a contradicted step come first.',
  writes: false,
  input: z.strictObject({
    path: pathField('A run manifest, a sweep or one of its entries (sweep_results.json#0), or a folder of runs'),
    limit: limitField,
  }),
  async answer({ path, limit }, access): Promise<Findings> {
    const places = placesOf(access, [path]);
    if (!places.ok) return refused(places.problem);
    const answer = await kynJson(access, ['verify'], places.words);
    const runs = [...listOf(answer.node, 'runs')].sort((a, b) => worst(a) - worst(b));
    const facts = {
      runs: runs.map(run => ({
        ...pick(run, ['path']),
        ...counts(run),
        steps: listOf(run, 'steps').map(step => pick(step, ['name', 'state', 'detail'])),
      })),
      notes: notesOf(answer),
    };
    return { facts, problems: problemsOf(answer), ...(limit !== undefined && { limit }) };
  },
});

const counts = (run: JsonNode): { readonly [state: string]: number } =>
  Object.fromEntries(
    STATES.map(state => [state, listOf(run, 'steps').filter(s => textOf(s, 'state') === state).length]),
  );

const worst = (run: JsonNode): number =>
  Math.min(STATES.length, ...listOf(run, 'steps').map(step => STATES.indexOf(textOf(step, 'state'))));
