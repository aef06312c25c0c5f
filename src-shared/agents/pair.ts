// The comparison of two files by `kyn diff`, which several tools answer from.
import * as z from 'zod/mini';
import type { JsonNode } from '../text/jsonText';
import { limitField, lineField } from './fields';
import { foundIn, kynJson, pick } from './kynJson';
import { placesOf } from './places';
import { type Findings, refused, type ToolAccess } from './tool';

/** The input of a tool about two files. */
export const pairSchema = z.strictObject({ a: lineField, b: lineField, limit: z.optional(limitField) });

interface Pair {
  readonly a: string;
  readonly b: string;
  readonly limit?: number | undefined;
}

/** What a tool tells about two files: the verdict of `kyn diff` with its reasons, and `more` facts from its JSON; or why they are refused. */
export async function diffFindings(
  access: ToolAccess,
  { a, b, limit }: Pair,
  more: (diff: JsonNode | undefined) => Findings['facts'],
): Promise<Findings> {
  const places = placesOf(access, [a, b]);
  if (!places.ok) return refused(places.problem);
  const answer = await kynJson(access, ['diff'], places.words);
  const { node } = answer;
  return foundIn([answer], { ...(node && pick(node, ['verdict', 'reasons'])), ...more(node) }, limit);
}
