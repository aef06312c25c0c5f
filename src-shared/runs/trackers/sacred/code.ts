// The code of a Sacred run: digests of the scripts that were copied, and the repositories that they were in.
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import type { CodeIdentity, Digest } from '../trackedRun';

// The name of a copy ends with the MD5 of the file.
const STORED = /_([0-9a-f]{32})(?:\.[^./\\]{1,50})?$/;

/** The files of a list of pairs: the name, and that of the stored copy. */
export const storedFiles = (list: JsonNode | undefined): Digest[] =>
  itemsOf(list).flatMap((pair): Digest[] => {
    const [name, stored] = itemsOf(pair);
    const value = stored?.kind === 'string' ? STORED.exec(stored.text)?.[1] : undefined;
    return name?.kind === 'string' && value !== undefined ? [{ name: name.text, kind: 'md5', value }] : [];
  });

/** The code. A repository is listed once for each script; several repositories have no single commit. */
export function codeOf(experiment: JsonNode | undefined): CodeIdentity {
  const repositories = itemsOf(member(experiment, 'repositories'));
  const commits = new Set(repositories.map(repository => stringMember(repository, 'commit')));
  const [commit] = commits;
  const flags = repositories.map(repository => member(repository, 'dirty'));
  const isDirty = flags.some(flag => flag?.kind === 'bool' && flag.value);
  const isKnown = flags.every(flag => flag?.kind === 'bool');
  return {
    ...(commits.size === 1 && commit !== undefined && { commit, ...((isDirty || isKnown) && { isDirty }) }),
    files: storedFiles(member(experiment, 'sources')),
  };
}

const itemsOf = (list: JsonNode | undefined): readonly JsonNode[] => (list?.kind === 'array' ? list.items : []);
