// The history of old versions of W&B: a line of JSON for each step. Newer ones have it in their log.
import { members, parseJson } from '../../../text/jsonText';
import type { TextParts } from '../place';
import type { Point } from '../trackedRun';

/** The file, in the folder of a run. */
export const HISTORY = 'files/wandb-history.jsonl';

/** The values by name, in the order of their lines. Lines that are not JSON are left out. */
export function historyPoints(parts: TextParts | undefined): Map<string, Point[]> {
  const found = new Map<string, Point[]>();
  for (const line of parts?.text.split('\n') ?? []) {
    const entry = members(parseJson(line).value);
    const step = entry.get('_step')?.value;
    for (const [name, { value }] of entry) {
      const points = found.get(name) ?? [];
      found.set(name, points);
      points.push({ value, ...(step?.kind === 'number' && { step: step.text }) });
    }
  }
  return found;
}
