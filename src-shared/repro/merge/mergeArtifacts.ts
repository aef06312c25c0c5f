// Merges two changed versions of a lock, a manifest or another artifact. The result is a whole file of its kind or nothing: it never has conflict markers.
import { kindOfName } from '../../artifacts/detect';
import { json } from '../../artifacts/fileFormat';
import { duplicateField } from '../../artifacts/findings/duplicateField';
import type { Kind, MergeRule } from '../../artifacts/kind';
import { type Artifact, readArtifact } from '../../artifacts/read';
import { firstFew } from '../../text/firstFew';
import { type JsonNode, members } from '../../text/jsonText';
import { oneLine } from '../../text/oneLine';
import { printJson } from '../../text/printJson';
import { withArticle } from '../../text/withArticle';
import { mergeTrees, type Sides } from './mergeTrees';

/** The texts of three versions of a file. That of the common ancestor is empty where there is none. */
export interface Versions {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * The merged text; or why it cannot be merged, and what to do then, as sentences; or that this is not an artifact, so that git merges it like any other
 * text.
 */
export type MergedArtifact =
  | { readonly state: 'merged'; readonly text: string }
  | { readonly state: 'conflict'; readonly reason: string; readonly remedy: string }
  | { readonly state: 'foreign' };

/** Merges versions of a file; `name` is its path or name. The result has the form in which this tool writes files of the kind. */
export function mergeArtifacts(name: string, { base, ours, theirs }: Versions): MergedArtifact {
  const [was, our, their] = [base, ours, theirs].map(text => readArtifact(name, text));
  const kind = [our, their, was].find(isCertain)?.kind ?? ownKindOf(name);
  if (!kind || (kind.fileFormat ?? json) !== json) return { state: 'foreign' };
  const [before, left, right] = [
    base.trim() === '' ? NONE : rootOf('The version before both', was, kind),
    rootOf('Our version', our, kind),
    rootOf('Their version', their, kind),
  ];
  if (!left.ok) return conflict(kind, left.reason);
  if (!right.ok) return conflict(kind, right.reason);
  if (!before.ok) return conflict(kind, before.reason);
  return mergeRoots(name, kind, { base: before.root, ours: left.root, theirs: right.root });
}

const isCertain = (artifact: Artifact | undefined): artifact is Artifact =>
  artifact !== undefined && artifact.detectedBy !== 'name';

// A name that no other program uses is enough, so that a broken lock gets no conflict markers either.
function ownKindOf(name: string): Kind | undefined {
  const kind = kindOfName(name);
  return kind?.sharesNames ? undefined : kind;
}

const conflict = ({ merge }: Kind, reason: string): MergedArtifact => ({
  state: 'conflict',
  reason,
  remedy: merge?.remedy ?? 'Keep one of the two versions.',
});

type Root =
  | { readonly ok: true; readonly root: JsonNode | undefined }
  | { readonly ok: false; readonly reason: string };

const NONE: Root = { ok: true, root: undefined };

// The tree of a version, or why it cannot be merged.
function rootOf(version: string, artifact: Artifact | undefined, kind: Kind): Root {
  const { root, diagnostics = [] } = artifact ?? {};
  const reason = (text: string): Root => ({ ok: false, reason: `${version} ${text}` });
  if (!artifact || artifact.kind !== kind) return reason(`is not ${withArticle(kind.title)}.`);
  if (!root) return reason(`cannot be read: ${diagnostics[0]?.message ?? 'the reason is unknown.'}`);
  const refused = kind.gate?.(root) ?? diagnostics.find(d => d.code === duplicateField.code);
  return refused ? reason(`cannot be merged: ${refused.message}`) : { ok: true, root };
}

const MAX_SHOWN = 5;

function mergeRoots(name: string, kind: Kind, sides: Sides): MergedArtifact {
  const { root, conflicts } = mergeTrees(sides, kind.merge ?? asOne(sides));
  if (conflicts.length > 0)
    return conflict(kind, `Both versions changed ${firstFew(conflicts, MAX_SHOWN, { text: valueText })}.`);
  const text = `${printJson(root)}\n`;
  const merged = readArtifact(name, text);
  const fault = merged?.diagnostics.find(d => d.severity === 'error');
  if (merged?.kind !== kind) return conflict(kind, `The merged file would not be ${withArticle(kind.title)}.`);
  return fault ? conflict(kind, `The merged file would be wrong: ${fault.message}`) : { state: 'merged', text };
}

const valueText = (path: string): string =>
  path === '' ? 'the file, which is merged only as a whole' : `\`${oneLine(path)}\``;

const asOne = ({ ours, theirs }: Sides): MergeRule => ({
  together: [...members(ours).keys(), ...members(theirs).keys()],
});
