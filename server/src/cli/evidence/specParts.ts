// The parts of a package that come from the spec of a run: its text, imports, lock and scripts.
import type { EvidencePart, MissingPart } from '../../../../src-shared/evidence/evidence';
import { basename, dirname, isInside, relativeTo } from '../../../../src-shared/host/paths';
import { lockReport } from '../../../../src-shared/repro/lock/findLock';
import type { FoundText, SpecResult } from '../../../../src-shared/repro/reproduce/findSpec';
import { findScripts } from '../../../../src-shared/runs/verify/steps/findScripts';
import type { RecordedFile } from '../../../../src-shared/runs/verify/verification';
import type { VerifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';

/** Parts, and what was not found. */
export interface Collected {
  readonly parts: readonly EvidencePart[];
  readonly missing: readonly MissingPart[];
}

/** The text of the spec and of its imports, with the folders between them, so that the spec still finds its imports. */
export function specParts({ found, spec, step }: SpecResult): Collected {
  if (!found) return { parts: [], missing: [{ what: 'The spec', reason: step.detail }] };
  const imports = (spec?.composition.files ?? []).map(({ id, tree }) => ({ path: id, text: tree.text }));
  const top = commonFolder([found.path, ...imports.map(({ path }) => path)]);
  const place = (path: string): string => `spec/${relativeTo(top, path)}`;
  const parts: EvidencePart[] = [
    { role: 'spec', path: place(found.path), description: `The spec of the run. ${step.detail}`, content: found.text },
    ...imports.map(({ path, text }): EvidencePart => {
      const description = 'A file that the spec imports.';
      const isAssumed = step.state !== 'confirmed' && { isAssumed: true as const };
      return { role: 'import', path: place(path), description, content: text, ...isAssumed };
    }),
  ];
  return {
    parts,
    missing: step.state === 'confirmed' ? [] : [{ what: 'The certain text of the imports', reason: step.detail }],
  };
}

function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? '/');
  while (!paths.every(path => isInside(folder, path)) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

/** The lock that `kyn verify` compared. */
export function lockParts(hash: string, found: FoundText | undefined, world: VerifyWorld): Collected {
  const what = 'The lock';
  if (!found || found.isUnnamed)
    return { parts: [], missing: [{ what, reason: 'The place of the spec is not known, so neither is its lock.' }] };
  const { path, message } = lockReport(world.lockSearch(found.path), hash, world.readLock);
  const read = path === undefined ? undefined : world.readLock(path);
  if (path === undefined || !read?.ok) return { parts: [], missing: [{ what, reason: message }] };
  const description = 'The lock of the spec.';
  return { parts: [{ role: 'lock', path: `lock/${basename(path)}`, description, content: read.text }], missing: [] };
}

const MAX_SCRIPTS = 10;

/** The generated scripts that may have trained the run, as `kyn verify` finds them. */
export function scriptParts(
  file: RecordedFile,
  { hash, found }: { readonly hash: string | undefined; readonly found: FoundText | undefined },
  world: VerifyWorld,
): Collected {
  const { scripts } = findScripts(file, found?.isUnnamed ? undefined : found?.path, world);
  const own = scripts.filter(s => s.isExpected || (hash !== undefined && s.configHash === hash)).slice(0, MAX_SCRIPTS);
  const reason = 'No generated script of this run is next to it.';
  if (own.length === 0) return { parts: [], missing: [{ what: 'The script', reason }] };
  const parts = own.map(({ path, text }): EvidencePart => {
    return { role: 'script', path: `script/${basename(path)}`, description: 'The generated script.', content: text };
  });
  return { parts, missing: [] };
}
