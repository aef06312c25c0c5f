// The rules of RO-Crate 1.1 (https://www.researchobject.org/ro-crate/specification/1.1/) and of Process Run Crate 0.5
// (https://www.researchobject.org/workflow-run-crate/profiles/0.5/process_run_crate/) for the files of a package. What is left out: the address of a program,
// because a run records only its name and version.
import { sha256 } from './evidenceOf';
import { CONTEXT } from './roCrateContext';

/** An entity of the graph. */
export interface Entity {
  readonly '@id': string;
  readonly '@type': string | readonly string[];
  readonly [key: string]: unknown;
}

/** The files of a package by their paths. */
export type Files = ReadonlyMap<string, string | Uint8Array>;

const METADATA = 'ro-crate-metadata.json';
const SPECIFICATION = 'https://w3id.org/ro/crate/1.1';
const PROFILE = 'https://w3id.org/ro/wfrun/process/0.5';
const SHA256 = 'https://w3id.org/ro/terms/workflow-run#sha256';
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
// Neither is in its own checksums.
const NOT_HASHED = ['SHA256SUMS', 'SHA256SUMS.sig', METADATA];

/** The entities of a package. */
export const graphOf = (files: Files): readonly Entity[] => JSON.parse(String(files.get(METADATA)))['@graph'];

/** The entities to which a value refers. */
export const idsOf = (value: unknown): string[] =>
  [value].flat().flatMap(item => (isObject(item) && '@id' in item ? [String(item['@id'])] : []));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const typesOf = (entity: Entity | undefined): string[] => [entity?.['@type'] ?? []].flat();
const isText = (value: unknown): boolean => typeof value === 'string' && /\S/.test(value);

/** The rules that the metadata of a package break, by their names. */
export function brokenRules(files: Files): string[] {
  const graph = graphOf(files);
  const crate: Crate = {
    files,
    graph,
    context: JSON.parse(String(files.get(METADATA)))['@context'],
    entity: id => graph.find(one => one['@id'] === id),
  };
  return Object.entries(RULES).flatMap(([name, holds]) => (holds(crate) ? [] : [name]));
}

interface Crate {
  readonly files: Files;
  readonly graph: readonly Entity[];
  readonly context: unknown;
  readonly entity: (id: string) => Entity | undefined;
}

const root = ({ entity }: Crate): Entity | undefined => entity('./');
const filesOf = ({ graph }: Crate): readonly Entity[] => graph.filter(one => typesOf(one).includes('File'));
const action = ({ graph }: Crate): Entity | undefined => graph.find(one => typesOf(one).includes('CreateAction'));
const contentOf = ({ files }: Crate, { '@id': id }: Entity) => files.get(decodeURIComponent(id));
const refersTo = ({ entity }: Crate, value: unknown, ...types: readonly string[]): boolean =>
  idsOf(value).length > 0 && idsOf(value).every(id => typesOf(entity(id)).some(type => types.includes(type)));

// The name of each rule is the sentence that a broken one reports.
const RULES: Readonly<Record<string, (crate: Crate) => boolean>> = {
  'the context is that of RO-Crate 1.1, with the terms that it lacks': ({ context }) =>
    JSON.stringify(context) === JSON.stringify([CONTEXT, { sha256: SHA256 }]),
  'the graph is flat, and each entity has an id and a type': ({ graph }) =>
    graph.every(
      one =>
        isText(one['@id']) &&
        typesOf(one).length > 0 &&
        Object.values(one)
          .flat()
          .every(value => !isObject(value) || Object.keys(value).join() === '@id'),
    ),
  'an id is used once': ({ graph }) => new Set(graph.map(one => one['@id'])).size === graph.length,
  'each entity has a name, except for the descriptor': ({ graph }) =>
    graph.every(one => one['@id'] === METADATA || isText(one.name)),
  'the descriptor is about the root and conforms to RO-Crate 1.1': ({ entity }) => {
    const descriptor = entity(METADATA);
    return (
      typesOf(descriptor).join() === 'CreativeWork' &&
      idsOf(descriptor?.about).join() === './' &&
      idsOf(descriptor?.conformsTo).join() === SPECIFICATION
    );
  },
  'the root is a dataset with a name and a description': crate =>
    typesOf(root(crate)).join() === 'Dataset' && isText(root(crate)?.name) && isText(root(crate)?.description),
  // RO-Crate asks for at least the precision of a day.
  'the root has a date': crate => [UTC, DAY].some(form => form.test(String(root(crate)?.datePublished))),
  'the root has a licence with a name and a description': crate => {
    const [licence] = idsOf(root(crate)?.license).map(id => crate.entity(id));
    return typesOf(licence).join() === 'CreativeWork' && isText(licence?.name) && isText(licence?.description);
  },
  'the root conforms to the profile, which is described': crate => {
    const profile = crate.entity(PROFILE);
    return (
      idsOf(root(crate)?.conformsTo).join() === PROFILE &&
      typesOf(profile).join() === 'CreativeWork' &&
      profile?.version === '0.5'
    );
  },
  'each file of the package is described, and each described file exists': crate =>
    [...crate.files.keys()]
      .filter(path => path !== METADATA && path !== 'SHA256SUMS.sig')
      .sort()
      .join() ===
    filesOf(crate)
      .map(({ '@id': id }) => decodeURIComponent(id))
      .sort()
      .join(),
  'each described file is a part of the root': crate =>
    idsOf(root(crate)?.hasPart).sort().join() ===
    filesOf(crate)
      .map(one => one['@id'])
      .sort()
      .join(),
  'the id of a file is a relative URI with encoded names': crate =>
    filesOf(crate).every(
      ({ '@id': id }) =>
        /^(?:[\w.!~*'()-]|%[\dA-F]{2}|\/(?!\/))+$/.test(id) && !id.startsWith('/') && !id.includes('..'),
    ),
  'each file has a description and a media type': crate =>
    filesOf(crate).every(one => isText(one.description) && /^[a-z]+\/[a-z.+-]+$/.test(String(one.encodingFormat))),
  'each part has its size and its SHA-256': crate =>
    filesOf(crate).every(one => {
      const content = contentOf(crate, one) ?? '';
      const isPart = !['README.md', 'evidence.json', ...NOT_HASHED].includes(one['@id']);
      return (
        !isPart || (one.sha256 === sha256(content) && one.contentSize === String(Buffer.from(content as string).length))
      );
    }),
  'each reference is to an entity, a word of schema.org or the specification': ({ graph, entity }) =>
    graph
      .flatMap(one => Object.values(one).flatMap(idsOf))
      .every(id => entity(id) !== undefined || id.startsWith('http://schema.org/') || id === SPECIFICATION),
  'each entity is referred to, except for the descriptor': ({ graph }) => {
    const referred = new Set(graph.flatMap(one => Object.values(one).flatMap(idsOf)));
    return graph.every(one => one['@id'] === METADATA || referred.has(one['@id']));
  },
  'there is one action, which the root mentions': crate =>
    crate.graph.filter(one => typesOf(one).includes('CreateAction')).length === 1 &&
    idsOf(root(crate)?.mentions).join() === action(crate)?.['@id'],
  'the action has a name and a description': crate => isText(action(crate)?.name) && isText(action(crate)?.description),
  'the action has an application as its instrument, with at most one version': crate => {
    const [tool] = idsOf(action(crate)?.instrument).map(id => crate.entity(id));
    return (
      refersTo(crate, action(crate)?.instrument, 'SoftwareApplication') &&
      isText(tool?.name) &&
      tool?.version === undefined &&
      (tool?.softwareVersion === undefined || /^\d\S*$/.test(String(tool.softwareVersion)))
    );
  },
  'the action has a person or an organisation as its agent': crate =>
    refersTo(crate, action(crate)?.agent, 'Person', 'Organization'),
  'what the action used are files or works': crate =>
    action(crate)?.object === undefined || refersTo(crate, action(crate)?.object, 'File', 'CreativeWork'),
  'what the action made are files': crate =>
    action(crate)?.result === undefined || refersTo(crate, action(crate)?.result, 'File'),
  // Without a status, a reader assumes that the run succeeded.
  'the action has a status': crate =>
    /^http:\/\/schema\.org\/(?:Completed|Failed|Active)ActionStatus$/.test(idsOf(action(crate)?.actionStatus).join()),
  'the times of the action are dates': crate =>
    [action(crate)?.endTime, action(crate)?.startTime].every(time => time === undefined || UTC.test(String(time))),
};
