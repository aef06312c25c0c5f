// The findings of an artifact, e.g. a lock or a run manifest. Separate from the checks of specs, because the schemas take time to load.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { kinds } from '../../../../src-shared/artifacts/kinds';
import { type Artifact, readArtifact, whyUnread } from '../../../../src-shared/artifacts/read';
import { maskUnread } from '../../../../src-shared/artifacts/secrets/maskUnread';
import { maskSecrets } from '../../../../src-shared/artifacts/secrets/secrets';
import { unreadableText } from '../../../../src-shared/artifacts/textFinding';
import { dirname } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/staysInside';
import { artifactFindings, type PinnedSpec } from '../../../../src-shared/repro/diagnostics/findings';
import { repositoryOf } from '../../../../src-shared/repro/git/gitInfo';
import { readGoldens } from '../../../../src-shared/repro/golden/files';
import { goldenFindings } from '../../../../src-shared/repro/golden/findings';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { notReadBecause, pinnedSpec } from '../../../../src-shared/repro/lock/findLock';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import { lineIndex, positionAt } from '../../../../src-shared/text/lineIndex';
import type { CliEnvironment } from '../command';
import type { SpecSource } from '../specImports';
import type { CheckedFile } from './checkReport';
import type { SpecContext } from './checkSpec';

/** The ids of all kinds of artifacts. */
export const artifactKinds: readonly string[] = kinds.map(k => k.id);

type ArtifactContext = Pick<SpecContext, 'imports' | 'lockedChanges'>;

/** Checks the text of an artifact; undefined where its kind is unknown and not given. */
export async function checkArtifact(
  environment: CliEnvironment,
  context: ArtifactContext,
  file: SpecSource & { readonly kind: string | undefined },
): Promise<Omit<CheckedFile, 'path'> | undefined> {
  const text = file.text.startsWith(BOM) ? file.text.slice(1) : file.text;
  const kind = file.kind === undefined ? undefined : kindById(file.kind);
  const artifact = readArtifact(file.path ?? '-', text, kind);
  if (!artifact) return undefined;
  const { path } = file;
  const pinned =
    path === undefined || artifact.claims.sourcePath === undefined
      ? undefined
      : await readPinnedSpec(environment, context, { path, text, locked: artifact.claims.configHash });
  return {
    kind: artifact.kind.id,
    diagnostics: [...artifactFindings(artifact, pinned), ...checkGoldens(environment, artifact, file.path)].sort(
      byPlace,
    ),
    text: artifact.root ? maskSecrets(text, artifact.root) : maskUnread(text),
    ...(path !== undefined && { lock: environment.host.realPath(path) ?? path }),
  };
}

/** Why a file that looks like an artifact was not checked: `off` with a `kynml: ignore` comment, otherwise position and problem of its JSON. */
export function skipReason(path: string, text: string): string | undefined {
  const visible = text.startsWith(BOM) ? text.slice(1) : text;
  const reason = whyUnread(path, visible);
  if (reason === undefined || reason === 'off') return reason;
  const { line, character } = positionAt(lineIndex(visible), reason.span.start);
  return `${line + 1}:${character + 1}: ${unreadableText(reason)}`;
}

// Compares an index of goldens with the files that it names.
function checkGoldens({ host }: CliEnvironment, { claims }: Artifact, path: string | undefined): Diagnostic[] {
  const { goldens = [] } = claims;
  return goldens.length === 0 ? [] : goldenFindings(goldens, readGoldens(goldens, { path }, host), host.sha256);
}

// The current state of the spec that a lock pins. It is read only inside the working folder, or the repository or folder of the lock.
async function readPinnedSpec(
  { host, io }: CliEnvironment,
  { imports: { read }, lockedChanges }: ArtifactContext,
  { path, text, locked }: { path: string; text: string; locked: string | undefined },
): Promise<PinnedSpec | undefined> {
  const folders = [io.cwd, repositoryOf(host, dirname(path)) ?? dirname(path)];
  const mayRead = (spec: string): boolean => staysInside(host, folders, spec);
  const pinned = pinnedSpec(text, { path, folder: io.cwd, mayRead, entries: at => host.list(at) }, read);
  if (pinned?.state !== 'there') return pinned;
  const content = read(pinned.path);
  if (!content.ok) return notReadBecause(content.reason);
  const changesSince = await lockedChanges({ path: pinned.path, text: content.text }, locked);
  return { state: 'there', hash: configHash(content.text, host.sha256), ...(changesSince && { changesSince }) };
}
