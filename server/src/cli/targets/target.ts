// The option `--target`: where runs are executed. A program is named only by a file that the user gives, never by the settings of a project.
import type { Template } from '../../../../src-shared/launch/template';
import { readTemplateFile } from '../../../../src-shared/launch/templateFile';
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { failure, usageError } from '../outcome';

/** A target. `file`: the template as given. */
export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'slurm' }
  | { readonly kind: 'template'; readonly file: string; readonly template: Template };

/** The target of a command, or its outcome where it cannot be used. */
export type TargetResult =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly outcome: Outcome };

/** Reads the options about the target. A value with a `/` or the ending `.json` is a file. */
export function readTarget(context: CliContext): TargetResult {
  const { command, options } = context;
  const given = options.get('target') ?? 'local';
  if (given === 'local' && options.has('dry-run'))
    return wrong(usageError(command, '`--dry-run` shows what a target would run, so it needs `--target`.'));
  if (given === 'local') return { ok: true, target: { kind: 'local' } };
  if (given === 'slurm') return slurm(context);
  if (/[\\/]|\.json$/.test(given)) return template(context, given);
  const name = displayPath(given);
  return wrong(
    usageError(
      command,
      `\`${name}\` is not a target. Use \`local\`, \`slurm\`, or the path of a JSON file, such as \`./${name}.json\`.`,
    ),
  );
}

const wrong = (outcome: Outcome): TargetResult => ({ ok: false, outcome });

function slurm({ command, options }: CliContext): TargetResult {
  if (options.has('no-history'))
    return wrong(
      usageError(
        command,
        'what was submitted is kept in .kynml, so `--no-history` cannot be used with `--target slurm`.',
      ),
    );
  if (options.has('jobs'))
    return wrong(
      usageError(
        command,
        '`--jobs` is for this computer. How many elements of a job array run at once is `targets.slurm.atOnce` in .kynml.json.',
      ),
    );
  return { ok: true, target: { kind: 'slurm' } };
}

function template(context: CliContext, file: string): TargetResult {
  const result = readTemplateFile(context.host, absolutePath(context, file));
  return result.ok
    ? { ok: true, target: { kind: 'template', file, template: result.template } }
    : wrong(failure(`The target ${displayPath(file)} ${result.problem}. Nothing was started.`));
}
