// Whether an evaluation used a part of the samples of its tasks.
import { type JsonNode, member, members } from '../../../text/jsonText';
import { numberIn, scalarText } from '../values/scalars';

/** Which part, as words: `limit 10.0, eqbench_ca 10 of 167`; undefined for all samples. */
export function partOf(root: JsonNode): string | undefined {
  const limit = scalarText(member(member(root, 'config'), 'limit'));
  const tasks = [...members(member(root, 'n-samples'))].flatMap(([task, { value }]) => {
    const [used, all] = [member(value, 'effective'), member(value, 'original')];
    return numberIn(used) < numberIn(all) ? [`${task} ${scalarText(used)} of ${scalarText(all)}`] : [];
  });
  const parts = [...(limit === undefined ? [] : [`limit ${limit}`]), ...tasks.sort()];
  return parts.length === 0 ? undefined : parts.join(', ');
}
