// The inputs of a run whose digests are certain. What a run may have used without a record of it is not one.
import { configHash, type Sha256 } from '../repro/hash/configHash';
import type { DigestedFile, Evidence, EvidencePart, MissingPart } from './evidence';

/** The spec and the data that the run recorded, the imports whose texts were kept with the run, and what another tracker recorded. */
export function knownInputs(evidence: Evidence, sha256: Sha256): readonly DigestedFile[] {
  const { parts, dataFile, details } = evidence;
  const spec = parts.find(({ role }) => role === 'spec');
  const imports = parts.filter(({ role, isAssumed }) => role === 'import' && !isAssumed);
  return [
    ...known('spec', spec ? nameOf(spec) : 'spec', evidence.configHash),
    ...imports.flatMap(part => known('import', nameOf(part), configHash(String(part.content), sha256))),
    ...known('data', dataFile ?? 'data', evidence.dataHash),
    ...(details.files ?? []).filter(({ role }) => role !== 'output'),
  ];
}

/** What the run made, as far as its digests were recorded. */
export const knownOutputs = ({ details }: Evidence): readonly DigestedFile[] =>
  (details.files ?? []).filter(({ role }) => role === 'output');

const known = (role: DigestedFile['role'], name: string, digest: string | undefined): DigestedFile[] =>
  digest === undefined ? [] : [{ role, name, algorithm: 'sha256', digest }];

const nameOf = ({ path }: EvidencePart): string => path.replace(/^spec\//, '');

/** What a document does not state because it is not known. */
export const notKnown = (evidence: Evidence): readonly MissingPart[] => [
  ...evidence.missing.filter(({ role }) => role === undefined),
  ...(evidence.dataHash === undefined && evidence.tracker === undefined ? [NO_DATA] : []),
  ...(knownOutputs(evidence).length === 0 ? [NO_OUTPUTS] : []),
];

const NO_DATA: MissingPart = { what: 'The data', reason: 'The run does not record the SHA-256 of its data.' };
const NO_OUTPUTS: MissingPart = {
  what: 'The model',
  reason: 'The run does not record the digests of the files that it wrote.',
};
