// The datasets that a run used: its folder `inputs` names them, and the folder `datasets` of the experiment has their digests.
import { member, stringMember } from '../../../text/jsonText';
import type { Place } from '../place';
import type { Digest } from '../trackedRun';

const MAX_INPUTS = 100;

/** The digests, by name and context: `customers (training)`. */
export function usedDatasets(run: Place, experiment: Place): Digest[] {
  const inputs = run.folder('inputs')?.folders().slice(0, MAX_INPUTS) ?? [];
  return inputs.flatMap(name => {
    const input = run.yaml(`inputs/${name}/meta.yaml`);
    // `destination_id` repeats the id of the source, which is a bug of MLflow.
    const id = stringMember(input, 'source_id');
    if (id === undefined || stringMember(input, 'source_type') !== 'DATASET' || !/^[\w-]{1,100}$/.test(id)) return [];
    const dataset = experiment.yaml(`datasets/${id}/meta.yaml`);
    const digest = digestText(dataset);
    if (digest === undefined) return [];
    const context = stringMember(member(input, 'tags'), 'mlflow.data.context');
    const title = stringMember(dataset, 'name') ?? 'dataset';
    return [{ name: context === undefined ? title : `${title} (${context})`, kind: 'mlflow' as const, value: digest }];
  });
}

// Eight hex digits may look like a number.
function digestText(dataset: ReturnType<Place['yaml']>): string | undefined {
  const node = member(dataset, 'digest');
  return node?.kind === 'string' || node?.kind === 'number' ? node.text : undefined;
}
