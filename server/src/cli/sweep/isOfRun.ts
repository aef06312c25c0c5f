// Whether a manifest is that of a run, as far as the manifest shows it. Imports and the text of the script are not in a manifest.
import { valueIdentity } from '../../../../src-shared/artifacts/valueIdentity';
import { type JsonNode, member, stringMember } from '../../../../src-shared/text/jsonText';
import { jsonObject, jsonString } from '../../../../src-shared/text/makeJson';
import type { SweepRun } from './sweepPlan';

/** Whether a manifest records the spec, the version of kyn and the values of params of a run. */
export const isOfRun = (manifest: JsonNode, { configHash, generator, params }: SweepRun): boolean =>
  stringMember(manifest, 'config_hash') === configHash &&
  stringMember(manifest, 'kynml_version') === generator &&
  valueIdentity(member(manifest, 'params') ?? NO_PARAMS) ===
    valueIdentity(jsonObject(params.map(([name, value]) => [name, jsonString(value)])));

const NO_PARAMS = jsonObject([]);
