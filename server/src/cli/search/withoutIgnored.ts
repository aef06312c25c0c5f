// The files of a command without those that the shared settings ignore, and the messages about these settings.
import { basename, dirname, relativeTo } from '../../../../src-shared/host/paths';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { SETTINGS_FILE } from '../../../../src-shared/repro/settings/findSettings';
import { compileGlobs, type Glob } from '../../../../src-shared/text/glob';
import { counted } from '../../../../src-shared/text/numberText';
import { relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import { createSettings, type ProjectSettings } from '../projectSettings';
import type { FoundTarget } from './findTargets';

type Target = Pick<FoundTarget, 'path' | 'named'>;

/** The files that remain. `notes`: how many were left out; `problems`: settings that cannot be used, each a sentence. */
export interface RemainingTargets<T> {
  readonly targets: readonly T[];
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

/** Leaves out the artifacts in folders that `artifacts.ignore` names. */
export async function withoutIgnored<T extends Target>(
  environment: Pick<CliEnvironment, 'host' | 'io'>,
  all: readonly T[],
): Promise<RemainingTargets<T>> {
  const settingsOf = createSettings(environment);
  const isIgnored = ignoredBy();
  const problems = new Set<string>();
  const ignored = new Map<string, number>();
  const targets: T[] = [];
  for (const target of all) {
    const settings = await settingsOf(target.path);
    if (settings.problem !== undefined) problems.add(settings.problem);
    if (isIgnored(settings, target)) ignored.set(settings.path ?? '', (ignored.get(settings.path ?? '') ?? 0) + 1);
    else targets.push(target);
  }
  const { cwd } = environment.io;
  const notes = [...ignored].map(([path, count]) => ignoredText(relativePath(cwd, path), count));
  return { targets, notes, problems: [...problems] };
}

const ignoredText = (label: string, count: number): string =>
  `${counted(count, 'file')} ${count === 1 ? 'was' : 'were'} left out, because of \`artifacts.ignore\` in ${label}. Name the files to include them.`;

// The patterns of a file are compiled once.
function ignoredBy(): (settings: ProjectSettings, target: Target) => boolean {
  const globs = new Map<string, Glob>();
  return ({ path, settings: { ignore } }, target) => {
    if (path === undefined || target.path === undefined || target.named || isSpecPath(target.path)) return false;
    // Mistakes in the settings are always reported.
    if (basename(target.path) === SETTINGS_FILE) return false;
    const glob = globs.get(path) ?? compileGlobs(ignore);
    globs.set(path, glob);
    return glob(relativeTo(dirname(path), target.path));
  };
}
