// What of a run the files of this machine confirm or contradict.
import * as z from 'zod/mini';
import type { JsonNode } from '../../text/jsonText';
import { limitField, lineField } from '../fields';
import { foundIn, kynJson, listOf, pick, textOf } from '../kynJson';
import { placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

const STATES: readonly string[] = ['contradicted', 'unknown', 'confirmed'];

/** The tool. */
export const verify = agentTool({
  name: 'kynml_verify',
  writes: false,
  input: z.strictObject({
    path: lineField,
    limit: z.optional(limitField),
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
    };
    return foundIn([answer], facts, limit);
  },
});

const counts = (run: JsonNode): { readonly [state: string]: number } =>
  Object.fromEntries(
    STATES.map(state => [state, listOf(run, 'steps').filter(s => textOf(s, 'state') === state).length]),
  );

const worst = (run: JsonNode): number =>
  Math.min(STATES.length, ...listOf(run, 'steps').map(step => STATES.indexOf(textOf(step, 'state'))));
