// The datasets that a run used: its folder `inputs` names them, and the folder `datasets` of the experiment has their digests.
import { member, stringMember } from '../../../text/jsonText';
import { faultsOf } from '../fileFault';
import type { Place } from '../place';
import type { Digest } from '../trackedRun';

const MAX_INPUTS = 100;

const metaOf = (name: string): string => `inputs/${name}/meta.yaml`;

const inputsOf = (run: Place): readonly string[] => run.folder('inputs')?.folders().slice(0, MAX_INPUTS) ?? [];

/** The files of the datasets of a run, by its inputs; their paths are those in the folder of the experiment. They need not exist. */
export function datasetFiles(run: Place): ReadonlyMap<string, string> {
  return new Map(
    inputsOf(run).flatMap(name => {
      const input = run.yaml(metaOf(name));
      // `destination_id` repeats the id of the source, which is a bug of MLflow.
      const id = stringMember(input, 'source_id');
      if (id === undefined || stringMember(input, 'source_type') !== 'DATASET' || !/^[\w-]{1,100}$/.test(id)) return [];
      return [[name, `datasets/${id}/meta.yaml`] as const];
    }),
  );
}

/** The files about datasets that cannot be read, as sentences without their ends. */
export const datasetFaults = (run: Place, experiment: Place): string[] => [
  ...faultsOf(run, inputsOf(run).map(metaOf)),
  ...faultsOf(experiment, [...new Set(datasetFiles(run).values())]),
];

/** The digests, by name and context: `customers (training)`. */
export function usedDatasets(run: Place, experiment: Place): Digest[] {
  return [...datasetFiles(run)].flatMap(([name, file]) => {
    const input = run.yaml(metaOf(name));
    const dataset = experiment.yaml(file);
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
