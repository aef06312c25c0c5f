// Makes the safe fixes of a spec.
import * as z from 'zod/mini';
import { limitField, pathField } from '../fields';
import { findingsIn, severityCounts } from '../findingList';
import { type KynAnswer, kynJson, listOf, notesOf, problemsOf, textOf } from '../kynJson';
import { placeOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const applyFixes = agentTool({
  name: 'kynml_apply_fixes',
  title: 'Apply the Safe Fixes of a KynML Spec',
  description:
    'Makes the fixes of a KynML spec that do not change what it means, such as the case of `true`, in its file. The CONFIG_HASH changes with the text, so a locked spec has drifted afterwards. The findings that are left need a decision.',
  writes: true,
  input: z.strictObject({ path: pathField('The spec, a .kyn file'), limit: limitField }),
  async answer({ path, limit }, access): Promise<Findings> {
    const spec = placeOf(access, path);
    if (!spec.ok) return refused(spec.problem);
    // A folder would be fixed as a whole.
    if (!/\.kyn$/i.test(spec.word)) return refused('The fixes are made in one spec, whose name ends in .kyn.');
    const before = await kynJson(access, ['check'], [spec.word]);
    if (problemsOf(before).length > 0) return refused(...problemsOf(before));
    const after = await kynJson(access, ['check', '--fix'], [spec.word]);
    const findings = findingsIn(listOf(after.node, 'files'));
    const facts = {
      changed: hashOf(before) !== hashOf(after),
      configHashBefore: hashOf(before),
      configHash: hashOf(after),
      findingsBefore: findingsIn(listOf(before.node, 'files')).length,
      ...severityCounts(findings),
      findings: findings.map(({ fact }) => fact),
      notes: notesOf(after),
    };
    return { facts, problems: problemsOf(after), ...(limit !== undefined && { limit }) };
  },
});

const hashOf = ({ node }: KynAnswer): string => textOf(listOf(node, 'files')[0], 'configHash');
