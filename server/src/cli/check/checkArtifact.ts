// The findings of an artifact, e.g. a lock or a run manifest. Separate from the checks of specs, because the schemas take time to load.
import { kindById } from '../../../../src-shared/artifacts/detect';
import { kinds } from '../../../../src-shared/artifacts/kinds';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import { maskUnread } from '../../../../src-shared/artifacts/secrets/maskUnread';
import { maskSecrets } from '../../../../src-shared/artifacts/secrets/secrets';
import { dirname } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { staysInside } from '../../../../src-shared/host/staysInside';
import { artifactFindings, firstLine, type PinnedSpec } from '../../../../src-shared/repro/diagnostics/findings';
import { withoutMark } from '../../../../src-shared/repro/diagnostics/hiddenMark';
import { isSparse } from '../../../../src-shared/repro/git/sparseCheckout';
import { readGoldens } from '../../../../src-shared/repro/golden/files';
import { goldenFindings } from '../../../../src-shared/repro/golden/findings';
import { BOM, configHash } from '../../../../src-shared/repro/hash/configHash';
import { notReadBecause, pinnedFault, pinnedSpec } from '../../../../src-shared/repro/lock/pinnedSpec';
import { refusedSettings } from '../../../../src-shared/repro/settings/readSettings';
import { byPlace, type Diagnostic } from '../../../../src-shared/text/diagnostic';
import { relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import type { SpecSource } from '../specImports';
import { type CheckedFile, type OtherPlace, withOther } from './checkReport';
import type { SpecContext } from './checkSpec';
import type { UsesKynml } from './usesKynml';

/** The ids of all kinds of artifacts. */
export const artifactKinds: readonly string[] = kinds.map(k => k.id);

type ArtifactSource = SpecSource & { readonly kind: string | undefined };
type ArtifactContext = Pick<SpecContext, 'imports' | 'lockedChanges'>;

/** Checks the text of an artifact; undefined where its kind is unknown and not given, or only the name suggests it and KynML is not used here. */
export async function checkArtifact(
  environment: CliEnvironment,
  context: ArtifactContext & { readonly usesKynml: UsesKynml },
  file: ArtifactSource,
): Promise<Omit<CheckedFile, 'path'> | undefined> {
  const kind = file.kind === undefined ? undefined : kindById(file.kind);
  const artifact = readArtifact(file.path ?? '-', file.text, kind);
  if (!artifact || (artifact.detectedBy === 'name' && !(await context.usesKynml()))) return undefined;
  const { path } = file;
  const isMarked = file.text.startsWith(BOM);
  const text = isMarked ? file.text.slice(1) : file.text;
  const pinned =
    path === undefined || artifact.claims.sourcePath === undefined
      ? undefined
      : await readPinnedSpec(environment, context, { path, text, locked: artifact.claims.configHash });
  const label = path === undefined ? undefined : relativePath(environment.io.cwd, path);
  const found = [
    ...artifactFindings(artifact, pinned, label),
    ...(path === undefined ? [] : refusedSettings(environment.host, path, firstLine(text))),
    ...checkGoldens(environment, artifact, path),
  ];
  const diagnostics = withOther(
    (isMarked ? withoutMark(found, text) : found).sort(byPlace),
    pinnedPlace(environment, pinned),
  );
  const unread = pinned?.state === 'unreadable' ? pinned.path : undefined;
  const readAs = artifact.root && artifact.kind.form?.(artifact.root);
  return {
    kind: artifact.kind.id,
    ...(readAs && { readAs }),
    diagnostics,
    // Only findings show the text and are attributed to a lock.
    ...(diagnostics.length === 0 ? { text: '' } : shownText(artifact, text)),
    ...(path !== undefined && diagnostics.length > 0 && { lock: environment.host.realPath(path) ?? path }),
    ...(unread !== undefined && { unreadSpec: environment.host.realPath(unread) ?? unread }),
  };
}

function shownText({ root }: Artifact, text: string): Pick<CheckedFile, 'text' | 'hidesSecrets'> {
  const shown = root ? maskSecrets(text, root) : maskUnread(text);
  return shown === text ? { text } : { text: shown, hidesSecrets: true };
}

const pinnedPlace = ({ io }: CliEnvironment, pinned: CheckedPin | undefined): OtherPlace | undefined =>
  pinned?.state === 'there'
    ? { path: relativePath(io.cwd, pinned.path), label: 'The spec that the lock pins.' }
    : undefined;

// Compares an index of goldens with the files that it names.
function checkGoldens({ host }: CliEnvironment, { claims }: Artifact, path: string | undefined): Diagnostic[] {
  const { goldens = [] } = claims;
  return goldens.length === 0 ? [] : goldenFindings(goldens, readGoldens(goldens, { path }, host), host.sha256);
}

type CheckedPin =
  | Exclude<PinnedSpec, { state: 'there' }>
  | (Extract<PinnedSpec, { state: 'there' }> & { readonly path: string });

// The current state of the spec that a lock pins. It is read only inside the working folder, or the repository or folder of the lock.
async function readPinnedSpec(
  { host, io }: CliEnvironment,
  { imports: { read, resolve }, lockedChanges }: ArtifactContext,
  { path, text, locked }: { path: string; text: string; locked: string | undefined },
): Promise<CheckedPin | undefined> {
  const folders = [io.cwd, repositoryOf(host, dirname(path)) ?? dirname(path)];
  const mayRead = (spec: string): boolean => staysInside(host, folders, spec);
  const place = {
    path,
    folder: io.cwd,
    mayRead,
    entries: (at: string) => host.list(at),
    resolve,
    isSparse: (at: string) => isSparse(host, at, read),
  };
  const pinned = pinnedSpec(text, place, read);
  if (pinned?.state !== 'there') return pinned;
  const content = read(pinned.path);
  if (!content.ok) return notReadBecause(pinned.path, content.reason);
  const hash = configHash(content.text, host.sha256);
  const fault = pinnedFault({ path: pinned.path, text: content.text }, hash, locked);
  if (fault) return fault;
  const changesSince = await lockedChanges({ path: pinned.path, text: content.text }, locked);
  return { state: 'there', path: pinned.path, hash, ...(changesSince && { changesSince }) };
}
