// Makes the safe fixes of a spec.
import * as z from 'zod/mini';
import { limitField, lineField } from '../fields';
import { findingsIn, severityCounts } from '../findingList';
import { foundIn, type KynAnswer, kynJson, listOf, problemsOf, textOf } from '../kynJson';
import { placeOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const applyFixes = agentTool({
  name: 'kynml_apply_fixes',
  writes: true,
  input: z.strictObject({ path: lineField, limit: z.optional(limitField) }),
  async answer({ path, limit }, access): Promise<Findings> {
    const spec = placeOf(access, path);
    if (!spec.ok) return refused(spec.problem);
    const before = await kynJson(access, ['check'], [spec.word]);
    if (problemsOf(before).length > 0) return refused(...problemsOf(before));
    // A folder would be fixed as a whole.
    if (textOf(listOf(before.node, 'files')[0], 'path') !== spec.word || !/\.kyn$/i.test(spec.word))
      return refused('The fixes are made in one spec, whose name ends in .kyn.');
    const after = await kynJson(access, ['check', '--fix'], [spec.word]);
    const findings = findingsIn(listOf(after.node, 'files'));
    const facts = {
      changed: hashOf(before) !== hashOf(after),
      configHashBefore: hashOf(before),
      configHash: hashOf(after),
      findingsBefore: findingsIn(listOf(before.node, 'files')).length,
      ...severityCounts(findings),
      findings: findings.map(({ fact }) => fact),
    };
    return foundIn([after], facts, limit);
  },
});

const hashOf = ({ node }: KynAnswer): string => textOf(listOf(node, 'files')[0], 'configHash');
