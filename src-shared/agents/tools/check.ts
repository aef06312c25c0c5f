// What `kyn check` finds in a spec, an artifact or a folder.
import * as z from 'zod/mini';
import { limitField, pathField } from '../fields';
import { findingsIn, severityCounts } from '../findingList';
import { kynJson, listOf, notesOf, problemsOf } from '../kynJson';
import { allRoots, placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const check = agentTool({
  name: 'kynml_check',
  title: 'Check KynML Files',
  description:
    'Checks KynML specs (.kyn), locks, run manifests and other artifacts, and lists the findings: errors first, each with its place (path:line:column, counted from 1), its code and a message. Use it to see whether a spec is valid, and after you changed one. No errors does not mean that a run can be trusted: use kynml_verify for that.',
  writes: false,
  input: z.strictObject({
    path: z.optional(pathField('A spec, an artifact or a folder to check; without it, everything')),
    limit: limitField,
  }),
  async answer({ path, limit }, access): Promise<Findings> {
    const places = placesOf(access, path === undefined ? [] : [path]);
    if (!places.ok) return refused(places.problem);
    const answer = await kynJson(access, ['check'], path === undefined ? allRoots(access) : places.words);
    const files = listOf(answer.node, 'files');
    const findings = findingsIn(files);
    const facts = {
      checkedFiles: files.length,
      ...severityCounts(findings),
      findings: findings.map(({ fact }) => fact),
      notes: notesOf(answer),
    };
    return { facts, problems: problemsOf(answer), ...(limit !== undefined && { limit }) };
  },
});
