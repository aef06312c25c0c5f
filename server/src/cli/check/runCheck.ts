// Runs `kyn check`: options, files to check, output format.
import { FILE_CLASSES } from '../../../../src-shared/repro/files/findFiles';
import { inBackticks } from '../../../../src-shared/text/inBackticks';
import { suggest } from '../../../../src-shared/text/suggest';
import { type CliContext, formatOf, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { keepingGaps, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { didYouMean } from '../print/didYouMean';
import { findTargets } from '../search/findTargets';
import { withListedFolders } from '../search/withListedFolders';
import { checkFiles, requestedList } from './checkFiles';
import { type CheckReport, limitWarnings, SPEC_KIND } from './checkReport';
import { checkJson } from './print/json';
import { withSettings } from './withSettings';

/** Checks the files of a context. */
export async function runCheck(given: CliContext): Promise<Outcome> {
  const context = { ...given, host: withListedFolders(given.host) };
  const { command, options } = context;
  const max = options.get('max-warnings');
  if (max !== undefined && !/^\d+$/.test(max))
    return usageError(command, `\`--max-warnings\` needs a whole number, not \`${max}\`.`);
  const kind = options.get('kind');
  const problem = kind === undefined ? undefined : await kindProblem(kind);
  if (problem !== undefined) return usageError(command, problem);
  if (options.has('fix') && context.files.includes('-'))
    return usageError(command, '`--fix` cannot write to standard input. Name the file.');
  const files = context.files.length > 0 ? context.files : ['.'];
  const found = requestedList(await findTargets({ ...context, files }, FILE_CLASSES), kind);
  const list = await withSettings(context, found);
  // Loaded on demand, because most checks change nothing.
  const fixed = options.has('fix') ? await (await import('./fixFiles')).fixFiles(context, list) : list;
  const checked = await checkFiles(context, fixed);
  const report = max === undefined ? checked : limitWarnings(checked, Number(max));
  const code = exitCode(report.unreadable.length > 0, report.errors > 0);
  const done = outcome(code, await print(context, report), [...report.unreadable, ...report.notes]);
  return keepingGaps(done, list.notes);
}

async function kindProblem(kind: string): Promise<string | undefined> {
  if (kind === SPEC_KIND) return undefined;
  const { artifactKinds } = await import('./checkArtifact');
  const kinds = [SPEC_KIND, ...artifactKinds];
  if (kinds.includes(kind)) return undefined;
  return `\`${kind}\` is not a known kind.${didYouMean(suggest(kind, kinds), ` Use ${inBackticks(kinds, 'or')}.`)}`;
}

async function print(context: CliContext, report: CheckReport): Promise<string> {
  switch (formatOf(context)) {
    case 'json':
      return checkJson(report);
    case 'sarif':
      return (await import('./print/sarif')).sarif(report, context);
    case 'github':
      return (await import('./print/github')).github(report, context);
    case 'gitlab':
      return (await import('./print/gitlab')).gitlab(report, context);
    case 'junit':
      return (await import('./print/junit')).junit(report, context);
    default:
      return (await import('./print/text')).checkText(report, createColors(context.io.color), context.io.quiet);
  }
}
