// The comparison of two files by `kyn diff`, which several tools answer from.
import * as z from 'zod/mini';
import { limitField, lineField } from './fields';
import { type KynAnswer, kynJson } from './kynJson';
import { placesOf } from './places';
import type { ToolAccess } from './tool';

/** The input of a tool about two files. */
export const pairSchema = z.strictObject({ a: lineField, b: lineField, limit: z.optional(limitField) });

/** Two files as an input names them. */
export interface Pair {
  readonly a: string;
  readonly b: string;
}

/** What `kyn diff` prints about them, or why they are refused. */
export async function diffOf(
  access: ToolAccess,
  { a, b }: Pair,
): Promise<{ readonly ok: true; readonly answer: KynAnswer } | { readonly ok: false; readonly problem: string }> {
  const places = placesOf(access, [a, b]);
  return places.ok ? { ok: true, answer: await kynJson(access, ['diff'], places.words) } : places;
}
