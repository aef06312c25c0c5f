// What the parts of a package state about its run besides the file of the run: they must say the same as that file.
import { valueIdentity } from '../artifacts/valueIdentity';
import type { RecordedRun } from '../repro/reproduce/recordedRun';
import { parseJson, stringMember } from '../text/jsonText';
import type { VerdictStep } from './evidence';
import { INDEX, type PackageIndex } from './packageIndex';

/** The index, and the text of the part with a role. */
export interface StatedParts {
  readonly index: PackageIndex;
  readonly part: (role: string) => { readonly path: string; readonly text: string | undefined } | undefined;
}

/** The checks that are contradicted by what a part states; none where all say the same. */
export function statedFacts(run: RecordedRun, { index, part }: StatedParts): readonly VerdictStep[] {
  const [data, environment] = ['data-hash', 'environment'].map(part);
  const isData = stringMember(parseJson(data?.text ?? '').value, 'recorded') === (run.dataHash ?? undefined);
  const stated = parseJson(environment?.text ?? '').value;
  const isEnvironment = run.env && stated && valueIdentity(run.env) === valueIdentity(stated);
  return [
    ...(index.configHash === run.configHash ? [] : [other('config_hash', INDEX, 'CONFIG_HASH')]),
    ...(index.dataHash === (run.dataHash ?? undefined) ? [] : [other('data_hash', INDEX, 'SHA-256 of the data')]),
    ...(!data || isData ? [] : [other('data_hash', data.path, 'SHA-256 of the data')]),
    ...(!environment || isEnvironment ? [] : [other('environment', environment.path, 'environment')]),
  ];
}

const other = (name: string, path: string, what: string): VerdictStep => ({
  name,
  state: 'contradicted',
  detail: `${path} states another ${what} than the file of the run.`,
});
