// Which spec made a run.
import * as z from 'zod/mini';
import { limitField, lineField } from '../fields';
import { foundIn, kynJson, listOf, pick } from '../kynJson';
import { placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const trace = agentTool({
  name: 'kynml_trace',
  writes: false,
  input: z.strictObject({
    path: lineField,
    limit: z.optional(limitField),
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
    };
    return foundIn([answer], facts, limit);
  },
});
