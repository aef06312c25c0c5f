// Runs `kyn git-setup`: adds the lines and settings of gitSettings.ts to a repository, or removes them.
import { gitText, notGit } from '../../../../src-shared/host/gitOutput';
import { join } from '../../../../src-shared/host/paths';
import { isStill, readText, reasonText, type TextResult } from '../../../../src-shared/host/readText';
import { isBrokenBlock, withBlock, withoutBlock } from '../../../../src-shared/repro/git/attributesBlock';
import { failureText } from '../../../../src-shared/repro/git/gitFailure';
import { relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_OK, EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, success, usageError } from '../outcome';
import { attributeLines, configLines, type GitSetting, SETTINGS, valuesOf } from './gitSettings';

/** Sets up the repository of the working folder. */
export async function runGitSetup(context: CliContext): Promise<Outcome> {
  const { host, io, options, command } = context;
  const removes = options.has('remove');
  if (options.has('print') && removes) return usageError(command, '`--print` and `--remove` exclude each other.');
  if (options.has('print')) return success(printed());
  const answer = await gitText(host, io.cwd, ['rev-parse', '--show-toplevel']);
  const top = answer.ok && answer.text === '' ? notGit('the top folder') : answer;
  if (!top.ok) return failure(`Nothing was changed, because ${failureText(top)}.`);
  const repository = { context, top: top.text };
  const attributes = readAttributes(repository);
  if ('code' in attributes) return attributes;
  const settings = await compareSettings(repository);
  if ('code' in settings) return settings;
  return removes ? remove(repository, attributes, settings) : add(repository, attributes, settings);
}

const printed = (): string =>
  `# Lines for .gitattributes:\n${attributeLines.map(line => `${line}\n`).join('')}\n# Lines for .git/config:\n${configLines(SETTINGS)}`;

interface Repository {
  readonly context: CliContext;
  readonly top: string;
}

interface Attributes {
  readonly path: string;
  /** The path for people. */
  readonly label: string;
  readonly content: TextResult;
  /** Undefined where there is no file. */
  readonly text: string | undefined;
}

function readAttributes({ context: { host, io }, top }: Repository): Attributes | Outcome {
  const path = join(top, '.gitattributes');
  const label = relativePath(io.cwd, path);
  if (host.linkTarget(path) !== undefined) return failure(`${label} is a symbolic link, which git does not read.`);
  const content = readText(host, path);
  if (!content.ok && content.reason !== 'missing')
    return failure(`${label} cannot be read: ${reasonText(content.reason)}. ${BY_HAND}`);
  const text = content.ok ? content.text : undefined;
  if (text !== undefined && isBrokenBlock(text))
    return failure(`The lines of kyn in ${label} were changed. Remove them, then run this command again.`);
  return { path, label, content, text };
}

const BY_HAND = '`kyn git-setup --print` prints the lines, so that you can add them yourself.';

interface Settings {
  readonly missing: readonly GitSetting[];
  readonly present: readonly GitSetting[];
  /** Keys with values of the user. */
  readonly others: readonly string[];
}

async function compareSettings({ context: { host }, top }: Repository): Promise<Settings | Outcome> {
  const missing: GitSetting[] = [];
  const present: GitSetting[] = [];
  const others: string[] = [];
  for (const setting of SETTINGS) {
    const found = await valuesOf(host, top, setting.key);
    if (!found.ok) return failure(`The setting ${setting.key} of git cannot be read: ${found.cause}.`);
    if (found.values.length === 0) missing.push(setting);
    else if (found.values.length === 1 && found.values[0] === setting.value) present.push(setting);
    else others.push(setting.key);
  }
  return { missing, present, others };
}

async function add(repository: Repository, attributes: Attributes, settings: Settings): Promise<Outcome> {
  const { label, text } = attributes;
  if (settings.others.length > 0)
    return outcome(EXIT_PROBLEMS, '', [
      `${settings.others.join(', ')} already has another value, so nothing was changed. To let kyn set it, remove it first: ${settings.others.map(key => `\`git config --local --unset-all ${key}\``).join(', ')}.`,
    ]);
  const next = withBlock(text, attributeLines);
  if (next !== text) {
    const failed = await write(repository, attributes, next);
    if (failed) return failed;
  }
  const set = await configure(repository, settings.missing, ({ key, value }) => [key, value]);
  if (set) return set;
  const done = [
    next === text ? [] : [`${label}: the lines were added. Commit it, so that they apply to everyone.`],
    settings.missing.length === 0 ? [] : ['.git/config: the settings were added. Each clone needs this once.'],
  ].flat();
  const isFound = (await repository.context.programs()).find('kyn') !== undefined;
  return outcome(EXIT_OK, lines(done, 'git already uses kyn here. Nothing was changed.'), isFound ? [] : [NOT_FOUND]);
}

const NOT_FOUND =
  'warning: there is no program `kyn` on the PATH. Until there is, git leaves each changed lock and manifest as a conflict, and `git diff` and `git log -p` fail where one changed.';

const lines = (done: readonly string[], nothing: string): string =>
  `${(done.length > 0 ? done : [nothing]).join('\n')}\n`;

async function remove(repository: Repository, attributes: Attributes, settings: Settings): Promise<Outcome> {
  const { label, text } = attributes;
  const next = text === undefined ? undefined : withoutBlock(text);
  if (next !== text) {
    const failed = await (next === undefined ? erase(repository, attributes) : write(repository, attributes, next));
    if (failed) return failed;
  }
  const unset = await configure(repository, settings.present, ({ key }) => ['--unset', key]);
  if (unset) return unset;
  const done = [
    next === text ? [] : [`${label}: the lines were removed.`],
    settings.present.length === 0 ? [] : ['.git/config: the settings were removed.'],
  ].flat();
  const kept = settings.others.map(key => `${key} was kept, because it has another value.`);
  return outcome(EXIT_OK, lines(done, 'git does not use kyn here. Nothing was changed.'), kept);
}

async function write({ context }: Repository, { path, label, content }: Attributes, text: string) {
  const written = await context.host.writeAtomic(path, text, isStill(context.host, content));
  return written.ok ? undefined : failure(`${label} could not be written: ${written.message}. ${BY_HAND}`);
}

async function erase({ context }: Repository, { path, label }: Attributes): Promise<Outcome | undefined> {
  const removed = await (await context.programs()).removeFile(path);
  return removed.ok ? undefined : failure(`${label} could not be removed: ${removed.message}.`);
}

async function configure(
  { context: { host }, top }: Repository,
  settings: readonly GitSetting[],
  argumentsOf: (setting: GitSetting) => readonly string[],
): Promise<Outcome | undefined> {
  for (const setting of settings) {
    const done = await host.git(top, ['config', '--local', ...argumentsOf(setting)]);
    if (!done.ok)
      return failure(`The setting ${setting.key} of git could not be changed: ${failureText(done)}. ${BY_HAND}`);
  }
  return undefined;
}
