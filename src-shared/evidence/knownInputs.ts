// The inputs of a run whose digests are certain. What a run may have used without a record of it is not one.
import { configHash, type Sha256 } from '../repro/hash/configHash';
import type { Evidence, EvidencePart, MissingPart } from './evidence';

/** An input. `hash`: SHA-256, of a spec and an import that of its text with the line end LF (CONFIG_HASH). */
export interface KnownInput {
  readonly role: 'spec' | 'import' | 'data';
  readonly name: string;
  readonly hash: string;
}

/** The spec and the data that the run recorded, and the imports whose texts were kept with the run. */
export function knownInputs(evidence: Evidence, sha256: Sha256): readonly KnownInput[] {
  const { parts, dataFile } = evidence;
  const spec = parts.find(({ role }) => role === 'spec');
  const imports = parts.filter(({ role, isAssumed }) => role === 'import' && !isAssumed);
  return [
    ...known('spec', spec ? nameOf(spec) : 'spec', evidence.configHash),
    ...imports.flatMap(part => known('import', nameOf(part), configHash(String(part.content), sha256))),
    ...known('data', dataFile ?? 'data', evidence.dataHash),
  ];
}

const known = (role: KnownInput['role'], name: string, hash: string | undefined): KnownInput[] =>
  hash === undefined ? [] : [{ role, name, hash }];

const nameOf = ({ path }: EvidencePart): string => path.replace(/^spec\//, '');

/** What a document does not state because it is not known. */
export const notKnown = ({ dataHash, missing }: Evidence): readonly MissingPart[] => [
  ...missing.filter(({ role }) => role === undefined),
  ...(dataHash === undefined ? [NO_DATA] : []),
  NO_FILES,
];

const NO_DATA: MissingPart = { what: 'The data', reason: 'The run does not record the SHA-256 of its data.' };
const NO_FILES: MissingPart = {
  what: 'The model',
  reason: 'A run does not record the digests of the files that it writes.',
};
