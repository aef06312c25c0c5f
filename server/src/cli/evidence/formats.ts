// In which form the evidence of a run is written, and whether that form can be written to where the user wants it.
import { absolutePath, displayPath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { failure, usageError } from '../outcome';
import { outsideText } from '../outputPath';
import { outputObstacle } from '../writeOutput';
import { type EvidenceFormat, FORMATS, isDocument } from './formatNames';

/** The chosen form, or that of the name of the output. */
export function evidenceFormat({ options }: Pick<CliContext, 'options'>): EvidenceFormat {
  const named = FORMATS.find(format => format === options.get('format'));
  return named ?? (/\.zip$/i.test(options.get('output-file') ?? '') ? 'zip' : 'folder');
}

/** Why nothing is written with these options, before the run is read. */
export async function formatObstacle(context: CliContext, format: EvidenceFormat): Promise<Outcome | undefined> {
  const { command, options } = context;
  if (isDocument(format)) return documentObstacle(context);
  const out = options.get('output-file');
  if (out === undefined)
    return usageError(command, '`--output-file` is required: the folder or the ZIP archive to write.');
  if (out === '-') return failure('A package cannot be printed. Nothing was written. Name a folder or a ZIP archive.');
  return format === 'folder' ? folderObstacle(context, out) : outputObstacle(context, out);
}

function documentObstacle(context: CliContext): Outcome | undefined | Promise<Outcome | undefined> {
  const { command, options } = context;
  const out = options.get('output-file') ?? '-';
  const wrong = ['with-data', 'sign'].find(name => options.has(name));
  if (wrong !== undefined)
    return usageError(command, `\`--${wrong}\` is for a package: \`--format folder\` or \`--format zip\`.`);
  if (out !== '-') return outputObstacle(context, out);
  return options.get('report') === 'json'
    ? usageError(command, '`--report json` needs `--output-file`, because the evidence itself is printed.')
    : undefined;
}

function folderObstacle(context: CliContext, out: string): Outcome | undefined {
  const [name, path] = [displayPath(out), absolutePath(context, out)];
  const outside = outsideText(context, path);
  if (outside !== undefined) return failure(`${name} ${outside}. Nothing was written.`);
  return context.host.stat(path) === undefined
    ? undefined
    : failure(`${name} exists. Nothing was written. Choose another name for the package.`);
}
