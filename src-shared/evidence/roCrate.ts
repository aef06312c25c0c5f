// ro-crate-metadata.json: the package in the terms of RO-Crate 1.1 and of the profile Process Run Crate 0.5 (https://w3id.org/ro/wfrun/process/0.5).
import { PACKAGE_FILES } from '../repro/files/packageFolder';
import { type JsonValue, printJson } from '../text/outputJson';
import { utf8Length } from '../text/utf8Length';
import { CHECKSUMS } from './checksums';
import type { Evidence, EvidencePart, PartRole } from './evidence';
import { INDEX } from './packageIndex';
import { byPath } from './packagePath';
import { README } from './readme';

/** The name of the file. */
export const METADATA = PACKAGE_FILES.metadata;

const SPECIFICATION = 'https://w3id.org/ro/crate/1.1';
const PROFILE = 'https://w3id.org/ro/wfrun/process/0.5';
// The vocabulary of the profile. The context of RO-Crate 1.1 has no term for a checksum.
const TERMS = 'https://w3id.org/ro/terms/workflow-run';
const INPUTS: readonly PartRole[] = ['spec', 'import', 'script', 'data'];

/** The text of the file. `sha256` of a text is that of its UTF-8. */
export function roCrateText(evidence: Evidence, sha256: (content: string | Uint8Array) => string): string {
  const described = [...evidence.parts].sort(byPath);
  const files = described.map(part => fileEntity(part, sha256));
  const graph: JsonValue[] = [
    { '@id': METADATA, '@type': 'CreativeWork', about: to('./'), conformsTo: to(SPECIFICATION) },
    rootEntity(evidence, [...described.map(part => idOf(part.path)), ...DESCRIPTIONS.map(({ path }) => path)]),
    { '@id': PROFILE, '@type': 'CreativeWork', name: 'Process Run Crate', version: '0.5' },
    { '@id': '#license', '@type': 'CreativeWork', name: 'No licence is stated', description: NO_LICENCE },
    runEntity(evidence, described),
    trainerEntity(evidence),
    AGENT,
    ...dataEntity(evidence),
    ...DESCRIPTIONS.map(({ path, type, description }) => {
      return { '@id': path, '@type': 'File', name: path, description, encodingFormat: type };
    }),
    ...files,
  ];
  return printJson({ '@context': [`${SPECIFICATION}/context`, { sha256: `${TERMS}#sha256` }], '@graph': graph });
}

// The files that describe the others. Their size and SHA-256 are in the checksums.
const DESCRIPTIONS = [
  { path: README, type: 'text/markdown', description: 'The package for people.' },
  { path: INDEX, type: 'application/json', description: 'Which file of the package is what.' },
  { path: CHECKSUMS, type: 'text/plain', description: 'The SHA-256 of all other files.' },
];

// The profile asks who started the run, and a reader must not take someone else for that person.
const AGENT: JsonValue = {
  '@id': '#agent',
  '@type': 'Person',
  name: 'Not recorded',
  description: 'The run does not record who started it.',
};

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
  const { label, time, tracker, hasFailed, dataHash } = evidence;
  const having = (...roles: readonly PartRole[]): JsonValue[] =>
    parts.filter(({ role }) => roles.includes(role)).map(({ path }) => to(idOf(path)));
  const isDataElsewhere = dataHash !== undefined && having('data').length === 0;
  const inputs = [...having(...INPUTS), ...(isDataElsewhere ? [to('#data')] : [])];
  return {
    '@id': '#run',
    '@type': 'CreateAction',
    name: `Training run ${label}`,
    description: `${tracker === undefined ? 'A training, as its manifest recorded it.' : `As its tracker recorded it: ${tracker}.`}${hasFailed === undefined ? ' It was not recorded how it ended.' : ''}`,
    instrument: to('#trainer'),
    agent: to('#agent'),
    ...(inputs.length > 0 && { object: inputs }),
    result: having('run'),
    actionStatus: to(`http://schema.org/${statusOf(hasFailed)}ActionStatus`),
    ...(time.started !== undefined && { startTime: time.started }),
    ...(time.ended !== undefined && { endTime: time.ended }),
  };
}

// A reader takes a run without a status for one that succeeded, so one of which that is not known counts as not ended.
const statusOf = (hasFailed: boolean | undefined): string =>
  hasFailed === undefined ? 'Active' : hasFailed ? 'Failed' : 'Completed';

// `kyn 0.1.0` is a name and a version.
function trainerEntity({ trainer }: Evidence): JsonValue {
  const [, name, softwareVersion] = /^(\S+) v?(\d\S*)$/.exec(trainer ?? '') ?? [];
  return {
    '@id': '#trainer',
    '@type': 'SoftwareApplication',
    name: name ?? trainer ?? 'A training program that the run did not record',
    ...(softwareVersion !== undefined && { softwareVersion }),
  };
}

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
  encodingFormat: role === 'lock' ? 'application/json' : formatOf(path),
  contentSize: String(typeof content === 'string' ? utf8Length(content) : content.length),
  sha256: sha256(content),
});

const formatOf = (path: string): string => FORMATS.get(path.slice(path.lastIndexOf('.') + 1)) ?? 'text/plain';

const FORMATS: ReadonlyMap<string, string> = new Map([
  ['json', 'application/json'],
  ['csv', 'text/csv'],
  ['tsv', 'text/tab-separated-values'],
  ['py', 'text/x-python'],
  ['md', 'text/markdown'],
  ['yaml', 'application/yaml'],
  ['yml', 'application/yaml'],
  ['toml', 'application/toml'],
  ['diff', 'text/x-diff'],
]);
