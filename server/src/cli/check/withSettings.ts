// The files of a check without those that the shared settings ignore, and the messages about these settings.
import { basename, dirname, relativeTo } from '../../../../src-shared/host/paths';
import { counted } from '../../../../src-shared/kyn/hover/text';
import { isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { SETTINGS_FILE } from '../../../../src-shared/repro/settings/findSettings';
import { compileGlobs, type Glob } from '../../../../src-shared/text/glob';
import { relativePath } from '../cliPaths';
import type { CliEnvironment } from '../command';
import { createSettings, type ProjectSettings } from '../projectSettings';
import type { RequestedTarget } from '../search/findTargets';
import type { RequestedList } from './checkFiles';

/** The list without ignored artifacts in folders. Settings that cannot be used make the check incomplete, because its findings may be wrong. */
export async function withSettings(environment: CliEnvironment, list: RequestedList): Promise<RequestedList> {
  const settingsOf = createSettings(environment);
  const isIgnored = ignoredBy();
  const problems = new Set<string>();
  const ignored = new Map<string, number>();
  const targets: RequestedTarget[] = [];
  for (const target of list.targets) {
    const settings = await settingsOf(target.path);
    if (settings.problem !== undefined) problems.add(settings.problem);
    if (isIgnored(settings, target)) ignored.set(settings.path ?? '', (ignored.get(settings.path ?? '') ?? 0) + 1);
    else targets.push(target);
  }
  const { cwd } = environment.io;
  const notes = [...ignored].map(([path, count]) => ignoredText(relativePath(cwd, path), count));
  return { targets, notes: [...list.notes, ...notes], incomplete: [...list.incomplete, ...problems] };
}

const ignoredText = (label: string, count: number): string =>
  `${counted(count, 'file')} ${count === 1 ? 'was' : 'were'} left out, because of \`artifacts.ignore\` in ${label}. Name the files to include them.`;

// The patterns of a file are compiled once.
function ignoredBy(): (settings: ProjectSettings, target: RequestedTarget) => boolean {
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
