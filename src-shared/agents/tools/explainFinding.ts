// What the code of a finding means, and how it is fixed.
import * as z from 'zod/mini';
import { lineField } from '../fields';
import { failureText, messagesIn } from '../kynJson';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const explainFinding = agentTool({
  name: 'kynml_explain_finding',
  writes: false,
  input: z.strictObject({ code: lineField }),
  async answer({ code }, access): Promise<Findings> {
    const done = await access.kyn(['explain', '--', code]);
    if (!done.ok) return refused(failureText(done));
    if (done.code !== 0) return refused(...messagesIn(done.stderr));
    return { facts: { explanation: done.stdout.trimEnd().split('\n') }, problems: [], limit: MOST_LINES };
  },
});

const MOST_LINES = 100;
