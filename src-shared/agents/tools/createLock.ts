// Locks the current state of a spec.
import * as z from 'zod/mini';
import type { JsonNode } from '../../text/jsonText';
import { shortText } from '../../text/shortText';
import { lineField } from '../fields';
import { kynJson, listOf, notesOf, pick, problemsOf, textOf } from '../kynJson';
import { placeOf } from '../places';
import { agentTool, type Findings, refused, type ToolAccess } from '../tool';

/** The tool. */
export const createLock = agentTool({
  name: 'kynml_create_lock',
  writes: true,
  input: z.strictObject({ path: lineField }),
  async answer({ path }, access): Promise<Findings> {
    const spec = placeOf(access, path);
    if (!spec.ok) return refused(spec.problem);
    // The place of the lock may be outside of the allowed folders, so it is known before anything is written.
    const planned = await kynJson(access, ['lock', 'create', '--dry-run'], [spec.word]);
    const lock = textOf(listOf(planned.node, 'results')[0], 'lock');
    if (lock === '') return refused(...new Set([...problemsOf(planned), ...planned.messages]));
    return write(access, spec.word, lock);
  },
});

async function write(access: ToolAccess, spec: string, lock: string): Promise<Findings> {
  const place = placeOf(access, lock);
  if (!place.ok)
    return refused(
      `Nothing was written, because the lock of this spec, ${shortText(lock, 100)}, is outside of the allowed folders.`,
    );
  const answer = await kynJson(access, ['lock', 'create', `--lock=${place.word}`], [spec]);
  const [result] = listOf(answer.node, 'results');
  const facts = { ...(result && locked(result)), notes: notesOf(answer) };
  const isWritten = answer.code === 0 && result !== undefined;
  const problems = isWritten ? [] : ['The lock was not written.', ...answer.messages];
  return { facts: isWritten ? facts : {}, problems };
}

const locked = (result: JsonNode) => pick(result, ['spec', 'lock', 'state', 'configHash', 'lockedHash']);
