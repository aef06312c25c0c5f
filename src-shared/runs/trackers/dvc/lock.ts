// The content of a dvc.lock: the stages of one run of a pipeline.
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import type { Digest } from '../trackedRun';
import { inFolder, type Pipeline } from './pipeline';

/** A stage. `folder`: from which its paths are, from that of the lock; `unhashed`: dependencies without an MD5; `params` by file, as written. */
export interface LockStage {
  readonly name: string;
  readonly folder: string;
  readonly cmd: JsonNode | undefined;
  readonly deps: readonly Digest[];
  readonly outs: readonly Digest[];
  readonly unhashed: readonly string[];
  readonly params: readonly (readonly [file: string, values: JsonNode])[];
}

/** A lock; `old`: one of DVC 1, which is not read further. */
export type DvcLock = { readonly form: 'stages'; readonly stages: readonly LockStage[] } | { readonly form: 'old' };

/** The lock in a text that was read; undefined for anything else. Its digests are named from the folder of the lock. */
export function lockOf(root: JsonNode | undefined, { folderOf }: Pick<Pipeline, 'folderOf'>): DvcLock | undefined {
  const stages = member(root, 'stages');
  if (stringMember(root, 'schema') === '2.0' && stages?.kind === 'object')
    return {
      form: 'stages',
      stages: [...members(stages)].map(([name, m]) => stageOf(name, folderOf(name), m.value)),
    };
  return isOld(root) ? { form: 'old' } : undefined;
}

// DVC 1 has the stages at the top.
function isOld(root: JsonNode | undefined): boolean {
  const all = [...members(root).values()];
  return (
    all.length > 0 &&
    all.every(
      ({ value }) => member(value, 'cmd') && digestsOf(value, 'deps').length + digestsOf(value, 'outs').length > 0,
    )
  );
}

function stageOf(name: string, folder: string, node: JsonNode): LockStage {
  const placed = (digests: readonly Digest[]): Digest[] =>
    digests.map(digest => ({ ...digest, name: inFolder(folder, digest.name) }));
  const deps = digestsOf(node, 'deps');
  const hashed = new Set(deps.map(dep => dep.name));
  return {
    name,
    folder,
    cmd: member(node, 'cmd'),
    deps: placed(deps),
    outs: placed(digestsOf(node, 'outs')),
    // Such as `etag` for an object of S3.
    unhashed: itemsOf(node, 'deps').flatMap(item => {
      const path = stringMember(item, 'path');
      return path === undefined || hashed.has(path) ? [] : [inFolder(folder, path)];
    }),
    params: [...members(member(node, 'params'))].map(([file, { value }]) => [file, value] as const),
  };
}

function itemsOf(node: JsonNode, key: string): readonly JsonNode[] {
  const list = member(node, key);
  return list?.kind === 'array' ? list.items : [];
}

const digestsOf = (node: JsonNode, key: string): Digest[] => itemsOf(node, key).flatMap(item => digestOf(item) ?? []);

// Without `hash: md5`, DVC 2 made it, which converted the line ends of texts.
function digestOf(node: JsonNode): Digest | undefined {
  const [name, value] = [stringMember(node, 'path'), stringMember(node, 'md5')];
  if (name === undefined || value === undefined || !/^[0-9a-f]{32}(?:\.dir)?$/.test(value)) return undefined;
  const [size, files] = [member(node, 'size'), member(node, 'nfiles')];
  return {
    name,
    kind: stringMember(node, 'hash') === 'md5' ? 'md5' : 'md5-text',
    value,
    ...(size?.kind === 'number' && { size: Number(size.text) }),
    ...(files?.kind === 'number' && { files: Number(files.text) }),
  };
}
