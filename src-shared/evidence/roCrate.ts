// ro-crate-metadata.json: the package in the terms of RO-Crate 1.1 and of the profile Process Run Crate 0.5 (https://w3id.org/ro/wfrun/process/0.5).
import { PACKAGE_FILES } from '../repro/files/packageFolder';
import { type JsonValue, printJson } from '../text/outputJson';
import type { Evidence, EvidencePart, PartRole } from './evidence';
import { INDEX } from './packageIndex';
import { byPath } from './packagePath';
import { README } from './readme';

/** The name of the file. */
export const METADATA = PACKAGE_FILES.metadata;

const SPECIFICATION = 'https://w3id.org/ro/crate/1.1';
const PROFILE = 'https://w3id.org/ro/wfrun/process/0.5';
const INPUTS: readonly PartRole[] = ['spec', 'import', 'script', 'data'];

/** The text of the file. `sha256` of a text is that of its UTF-8. */
export function roCrateText(evidence: Evidence, sha256: (content: string | Uint8Array) => string): string {
  const described = [...evidence.parts].sort(byPath);
  const files = described.map(part => fileEntity(part, sha256));
  const graph: JsonValue[] = [
    { '@id': METADATA, '@type': 'CreativeWork', about: to('./'), conformsTo: to(SPECIFICATION) },
    rootEntity(evidence, [...described.map(part => idOf(part.path)), README, INDEX]),
    { '@id': PROFILE, '@type': 'CreativeWork', name: 'Process Run Crate', version: '0.5' },
    { '@id': '#license', '@type': 'CreativeWork', name: 'No licence is stated', description: NO_LICENCE },
    runEntity(evidence, described),
    trainerEntity(evidence),
    ...dataEntity(evidence),
    { '@id': README, '@type': 'File', name: README, description: 'The package for people.' },
    { '@id': INDEX, '@type': 'File', name: INDEX, description: 'Which file of the package is what.' },
    ...files,
  ];
  return printJson({ '@context': `${SPECIFICATION}/context`, '@graph': graph });
}

const NO_LICENCE = 'Whoever made the package decides how its files may be used. Ask them.';

const to = (id: string): JsonValue => ({ '@id': id });

// A reference is a URI, so each name in a path is encoded.
const idOf = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const rootEntity = ({ label, verdict, time }: Evidence, files: readonly string[]): JsonValue => ({
  '@id': './',
  '@type': 'Dataset',
  name: `Evidence of the training run ${label}`,
  description: `What made a training run, and what its files confirm. Verdict of kyn verify: ${verdict}. The date is that of the run. ${time.source}`,
  datePublished: time.time,
  license: to('#license'),
  conformsTo: to(PROFILE),
  hasPart: files.map(to),
  mentions: [to('#run')],
});

function runEntity(evidence: Evidence, parts: readonly EvidencePart[]): JsonValue {
  const { label, time, hasFailed, dataHash } = evidence;
  const having = (...roles: readonly PartRole[]): JsonValue[] =>
    parts.filter(({ role }) => roles.includes(role)).map(({ path }) => to(idOf(path)));
  const isIncluded = having('data').length > 0;
  return {
    '@id': '#run',
    '@type': 'CreateAction',
    name: `Training run ${label}`,
    description: 'A training, as its manifest recorded it.',
    instrument: to('#trainer'),
    object: [...having(...INPUTS), ...(dataHash === undefined || isIncluded ? [] : [to('#data')])],
    result: having('run'),
    actionStatus: to(`http://schema.org/${hasFailed ? 'Failed' : 'Completed'}ActionStatus`),
    ...(time.ended !== undefined && { endTime: time.ended }),
  };
}

const trainerEntity = ({ trainer }: Evidence): JsonValue => ({
  '@id': '#trainer',
  '@type': 'SoftwareApplication',
  name: trainer ?? 'A training program that the run did not record',
  ...(trainer !== undefined && { softwareVersion: trainer }),
});

const dataEntity = ({ dataHash, parts }: Evidence): JsonValue[] =>
  dataHash === undefined || parts.some(({ role }) => role === 'data')
    ? []
    : [
        {
          '@id': '#data',
          '@type': 'CreativeWork',
          name: 'The data of the training',
          description: 'The data is not in this package, only its SHA-256.',
          identifier: `sha256:${dataHash}`,
        },
      ];

const fileEntity = (
  { path, description, content, role }: EvidencePart,
  sha256: (content: string | Uint8Array) => string,
): JsonValue => ({
  '@id': idOf(path),
  '@type': role === 'script' ? ['File', 'SoftwareSourceCode'] : 'File',
  name: path,
  description,
  encodingFormat: formatOf(path),
  identifier: `sha256:${sha256(content)}`,
});

const formatOf = (path: string): string =>
  ({ json: 'application/json', lock: 'application/json', csv: 'text/csv', py: 'text/x-python' })[
    path.slice(path.lastIndexOf('.') + 1)
  ] ?? 'text/plain';
