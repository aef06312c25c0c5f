// Sends a long answer in parts.
import { pause } from '../base/pause';
import type { RequestControl } from './feature';

/**
 * Sends the parts of an answer; other requests are answered between them. Resolves to the parts that were not sent, which are all of them if the client did
 * not ask for parts, or to undefined when the client cancelled the request before the last part. Parts are made when it is their turn.
 */
export async function unsentParts<P extends object>(
  parts: Iterable<P>,
  { partial, cancelled }: Pick<RequestControl, 'partial' | 'cancelled'>,
): Promise<P[] | undefined> {
  const unsent: P[] = [];
  for (const part of parts) {
    if (cancelled.aborted) return undefined;
    if (!partial(part)) unsent.push(part);
    await pause();
  }
  return unsent;
}
