// The hashes of specs, and whether their locks pin them.
import * as z from 'zod/mini';
import type { JsonNode } from '../../text/jsonText';
import type { JsonValue } from '../../text/outputJson';
import { limitField, lineField } from '../fields';
import { foundIn, kynJson, listOf, pick, textOf } from '../kynJson';
import { searchedPlaces } from '../places';
import { agentTool, type Findings, refused } from '../tool';

/** The tool. */
export const lockState = agentTool({
  name: 'kynml_lock_state',
  writes: false,
  input: z.strictObject({
    path: z.optional(lineField),
    limit: z.optional(limitField),
  }),
  async answer({ path, limit }, access): Promise<Findings> {
    const places = searchedPlaces(access, path);
    if (!places.ok) return refused(places.problem);
    // At the same time, so that a git that does not answer delays the answer once.
    const [locks, hashes] = await Promise.all([
      kynJson(access, ['lock', 'check'], places.words),
      kynJson(access, ['hash'], places.words),
    ]);
    const closures = new Map(listOf(hashes.node, 'files').map(file => [textOf(file, 'path'), file]));
    const specs = listOf(locks.node, 'results').map(lock => specFact(lock, closures.get(textOf(lock, 'spec'))));
    return foundIn([locks, hashes], { specs }, limit);
  },
});

const specFact = (lock: JsonNode, hashed: JsonNode | undefined): JsonValue => ({
  ...pick(lock, ['spec', 'state', 'configHash', 'lock', 'lockedHash']),
  ...(hashed && pick(hashed, ['closureHash'])),
});
