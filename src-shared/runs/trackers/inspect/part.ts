// Whether an evaluation used a part of the samples of its dataset.
import { firstFew } from '../../../text/firstFew';
import { type JsonNode, member } from '../../../text/jsonText';
import { printJson } from '../../../text/printJson';
import { numberIn, scalarText } from '../values/scalars';

/** Which part, as words: `limit 2, 2 of 100 samples, ids 1, 2`; undefined for all samples. */
export function partOf(root: JsonNode | undefined): string | undefined {
  const [evaluation, results] = [member(root, 'eval'), member(root, 'results')];
  const limit = member(member(evaluation, 'config'), 'limit');
  const all = member(member(evaluation, 'dataset'), 'samples');
  const epochs = numberIn(member(member(evaluation, 'config'), 'epochs')) || 1;
  const used = member(results, 'completed_samples');
  const limited = limit?.kind === 'null' ? undefined : limit;
  const isPart = numberIn(used) < numberIn(all) * epochs;
  const parts = [
    ...(limited ? [`limit ${printJson(limited)}`] : []),
    ...(isPart ? [`${scalarText(used)} of ${numberIn(all) * epochs} samples`] : []),
    ...idsText(member(member(evaluation, 'dataset'), 'sample_ids')),
  ];
  return isPart || limited ? parts.join(', ') : undefined;
}

const MAX_IDS = 10;

// Two evaluations of ten samples may be of other samples.
function idsText(ids: JsonNode | undefined): string[] {
  const all = ids?.kind === 'array' ? ids.items : [];
  return all.length === 0 ? [] : [`ids ${firstFew(all, MAX_IDS, { text: id => scalarText(id) ?? '' })}`];
}
