// The hashes of specs, and whether their locks pin them.
import * as z from 'zod/mini';
import type { JsonNode } from '../../text/jsonText';
import type { JsonValue } from '../../text/outputJson';
import { limitField, pathField } from '../fields';
import { kynJson, listOf, notesOf, pick, problemsOf, textOf } from '../kynJson';
import { allRoots, placesOf } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const lockState = agentTool({
  name: 'kynml_lock_state',
  title: 'KynML Hash and Lock State',
  description:
    'The CONFIG_HASH of KynML specs, and whether their locks pin it. States: locked (the lock pins this text), drifted (the spec was changed since), missing (no lock), invalid (the lock cannot be used). closureHash also covers the imported files, which a lock does not pin; null: nothing is imported, or an import cannot be read.',
  writes: false,
  input: z.strictObject({
    path: z.optional(pathField('A spec, or a folder that is searched for specs; without it, all specs')),
    limit: limitField,
  }),
  async answer({ path, limit }, access): Promise<Findings> {
    const places = placesOf(access, path === undefined ? [] : [path]);
    if (!places.ok) return refused(places.problem);
    const files = path === undefined ? allRoots(access) : places.words;
    const locks = await kynJson(access, ['lock', 'check'], files);
    const hashes = await kynJson(access, ['hash'], files);
    const closures = new Map(listOf(hashes.node, 'files').map(file => [textOf(file, 'path'), file]));
    const specs = listOf(locks.node, 'results').map(lock => specFact(lock, closures.get(textOf(lock, 'spec'))));
    const problems = [...new Set([...problemsOf(locks), ...problemsOf(hashes)])];
    return { facts: { specs, notes: notesOf(locks) }, problems, ...(limit !== undefined && { limit }) };
  },
});

const specFact = (lock: JsonNode, hashed: JsonNode | undefined): JsonValue => ({
  ...pick(lock, ['spec', 'state', 'configHash', 'lock', 'lockedHash']),
  ...(hashed && pick(hashed, ['closureHash'])),
});
