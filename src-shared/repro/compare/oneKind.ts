// Two artifacts that can be compared have one kind. A combination of a sweep contains a run, so it can also be compared with the manifest of one.
import type { Artifact } from '../../artifacts/read';
import { stringMember } from '../../text/jsonText';

/** Both in one kind, or why they are not compared: other kinds; or a combination and a run of which one does not record all of its inputs. */
export type OneKind =
  | { readonly ok: true; readonly a: Artifact; readonly b: Artifact }
  | { readonly ok: false; readonly why: 'kinds' | 'inputs' };

/** The artifacts in one kind. Both have to record the values that they were given, because a combination differs from its spec in nothing else. */
export function ofOneKind(a: Artifact, b: Artifact): OneKind {
  if (a.kind === b.kind) return { ok: true, a, b };
  if (a.kind.run?.kind !== b.kind.id && b.kind.run?.kind !== a.kind.id) return { ok: false, why: 'kinds' };
  const [x, y] = [inKind(a, b), inKind(b, a)];
  return x && y && recordsParams(x) && recordsParams(y) ? { ok: true, a: x, b: y } : { ok: false, why: 'inputs' };
}

function inKind(artifact: Artifact, { kind }: Artifact): Artifact | undefined {
  const { run } = artifact.kind;
  if (run?.kind !== kind.id) return artifact;
  const root = artifact.root && run.of(artifact.root);
  return root && { ...artifact, kind, root, claims: kind.claims(root) };
}

/** Whether each run in an artifact records the values given with `--param`: the built-in compiler does, KynML does not. */
export function recordsParams({ kind, root }: Artifact): boolean {
  const runs = root === undefined ? [] : (kind.entries?.of(root).map(entry => entry.root) ?? [root]);
  return runs.length > 0 && runs.every(run => /^kyn \d/.test(stringMember(run, 'kynml_version') ?? ''));
}
