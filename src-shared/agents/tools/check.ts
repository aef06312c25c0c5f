// What `kyn check` finds in a spec, an artifact or a folder.
import * as z from 'zod/mini';
import { limitField, lineField } from '../fields';
import { findingsIn, severityCounts } from '../findingList';
import { foundIn, kynJson, listOf } from '../kynJson';
import { searchedPlaces } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const check = agentTool({
  name: 'kynml_check',
  writes: false,
  input: z.strictObject({
    path: z.optional(lineField),
    limit: z.optional(limitField),
  }),
  async answer({ path, limit }, access): Promise<Findings> {
    const places = searchedPlaces(access, path);
    if (!places.ok) return refused(places.problem);
    const answer = await kynJson(access, ['check'], places.words);
    const files = listOf(answer.node, 'files');
    const findings = findingsIn(files);
    const facts = {
      checkedFiles: files.length,
      ...severityCounts(findings),
      findings: findings.map(({ fact }) => fact),
    };
    return foundIn([answer], facts, limit);
  },
});
