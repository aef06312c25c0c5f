// The content of a dvc.lock: the stages of one run of a pipeline.
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import type { Digest } from '../trackedRun';

/** A stage. `params` by file, as written. */
export interface LockStage {
  readonly name: string;
  readonly cmd: JsonNode | undefined;
  readonly deps: readonly Digest[];
  readonly outs: readonly Digest[];
  readonly params: readonly (readonly [file: string, values: JsonNode])[];
}

/** A lock; `old`: one of DVC 1, which is not read further. */
export type DvcLock = { readonly form: 'stages'; readonly stages: readonly LockStage[] } | { readonly form: 'old' };

const MAX_STAGES = 2000;

/** The lock in a text that was read; undefined for anything else. */
export function lockOf(root: JsonNode | undefined): DvcLock | undefined {
  const stages = member(root, 'stages');
  if (stringMember(root, 'schema') === '2.0' && stages?.kind === 'object')
    return {
      form: 'stages',
      stages: [...members(stages)].slice(0, MAX_STAGES).map(([name, m]) => stageOf(name, m.value)),
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

function stageOf(name: string, node: JsonNode): LockStage {
  return {
    name,
    cmd: member(node, 'cmd'),
    deps: digestsOf(node, 'deps'),
    outs: digestsOf(node, 'outs'),
    params: [...members(member(node, 'params'))].map(([file, { value }]) => [file, value] as const),
  };
}

function digestsOf(node: JsonNode, key: string): Digest[] {
  const list = member(node, key);
  return list?.kind === 'array' ? list.items.flatMap(item => digestOf(item) ?? []) : [];
}

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
