// Runs `kyn check`: what its options mean, which files, in which form the result is printed.
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { suggest } from '../../../../src-shared/text/suggest';
import { type CliContext, formatOf, type Outcome } from '../command';
import { exitCode } from '../exitCode';
import { outcome, usageError } from '../outcome';
import { palette } from '../print/paint';
import { checkFiles } from './checkFiles';
import { type CheckReport, SPEC_KIND } from './checkReport';
import { findTargets } from './findTargets';
import { github } from './print/github';
import { checkJson } from './print/json';
import { checkText } from './print/text';

/** Checks the files of a context. */
export async function runCheck(context: CliContext): Promise<Outcome> {
  const { options } = context;
  const most = options.get('max-warnings');
  if (most !== undefined && !/^\d+$/.test(most))
    return usageError(`check: --max-warnings needs a whole number, not ${most}.`);
  const kind = options.get('kind');
  const problem = kind === undefined ? undefined : await kindProblem(kind);
  if (problem !== undefined) return usageError(problem);
  const report = await checkFiles(context, await findTargets(context), kind);
  const tooMany = most !== undefined && report.warnings > Number(most);
  const text = await print(context, report, tooMany ? [`More warnings than --max-warnings ${most} allows.`] : []);
  const problems = report.errors > 0 || tooMany || hasDrift(report);
  return outcome(exitCode(report.unreadable.length > 0, problems), text, [...report.unreadable, ...report.notes]);
}

// Drift is a warning in an editor, where somebody is at work on the spec; here it is what was asked for.
const hasDrift = ({ files }: CheckReport): boolean =>
  files.some(f => f.diagnostics.some(d => d.code === lockDrift.code));

async function kindProblem(kind: string): Promise<string | undefined> {
  if (kind === SPEC_KIND) return undefined;
  const { artifactKinds } = await import('./checkArtifact');
  const known = [SPEC_KIND, ...artifactKinds];
  if (known.includes(kind)) return undefined;
  const meant = suggest(kind, known);
  return `check: there is no kind ${kind}; ${meant ? `did you mean ${meant}?` : `there is ${known.join(', ')}.`}`;
}

async function print(context: CliContext, report: CheckReport, notes: readonly string[]): Promise<string> {
  switch (formatOf(context)) {
    case 'json':
      return checkJson(report);
    case 'sarif':
      return (await import('./print/sarif')).sarif(report, context.version);
    case 'github':
      return github(report);
    default:
      return checkText(report, notes, palette(context.io.color));
  }
}
