// Reads and compiles the spec of a command that trains.
import { join } from '../../../../src-shared/host/paths';
import { isEncodingFault } from '../../../../src-shared/host/readText';
import { readOverrides } from '../../../../src-shared/kyn/compile/overrides';
import { secretsAndCopies } from '../../../../src-shared/kyn/syntax/secretCopies';
import { type CompileResult, compileSpec } from '../../../../src-shared/repro/training/compileSpec';
import { withStars } from '../../../../src-shared/text/hidden';
import { type CheckedFile, checkReport, limitFile, SPEC_KIND } from '../check/checkReport';
import { undecodableSpec } from '../check/checkSpec';
import { checkText } from '../check/print/text';
import { absolutePath, pathWithin, relativePath } from '../cliPaths';
import type { CliContext, Outcome } from '../command';
import { EXIT_PROBLEMS } from '../exitCode';
import { failure, outcome, usageError } from '../outcome';
import { createColors } from '../print/colors';
import { createSettings } from '../projectSettings';
import { displayName, readInput, unreadableMessage } from '../readInput';
import { createImportReader } from '../specImports';

/** A compiled spec, or the outcome of a failure. `path`: absolute; undefined for standard input. `warnings`: text for standard error. */
export type CompiledInput =
  | {
      readonly ok: true;
      readonly compiled: CompileResult & { readonly ok: true };
      readonly label: string;
      readonly path: string | undefined;
      readonly warnings: string;
    }
  | { readonly ok: false; readonly outcome: Outcome };

/** Compiles the first file of a context, with the values of its option `--param`. */
export async function compileInput(context: CliContext): Promise<CompiledInput> {
  const { files, host, io, version, repeated } = context;
  const read = readOverrides(repeated.get('param') ?? []);
  if (!read.ok) return failed(usageError(context.command, read.problems.join(' ')));
  const { label, path, content } = await readInput(context, files[0] ?? '');
  if (!content.ok)
    return failed(
      isEncodingFault(content.reason)
        ? await notCompiled(context, { path: label, ...undecodableSpec(content.reason) })
        : failure(unreadableMessage(label, content.reason)),
    );
  const { options, problem } = await createSettings(context)(path);
  if (problem !== undefined) return failed(failure(problem));
  const imports = createImportReader(context);
  const out = context.options.get('output-file') ?? '-';
  const compiledPath = path === undefined ? join(io.cwd, '-') : pathWithin(host, io.cwd, path);
  const compiled = compileSpec(host, {
    label: path === undefined ? displayName(label) : relativePath(io.cwd, compiledPath),
    path: compiledPath,
    text: content.text,
    cwd: io.cwd,
    generator: `kyn ${version}`,
    composition: tree => imports.composition(path, tree),
    overrides: read.overrides,
    options,
    run: { folder: io.cwd, ...(out !== '-' && { script: absolutePath(context, out) }) },
  });
  const checked = checkedFile(label, compiled);
  return compiled.ok
    ? { ok: true, compiled, label, path, warnings: await printed(context, checked) }
    : failed(await compileFailure(context, label, compiled));
}

/** The outcome of a command whose spec cannot be compiled. */
export const compileFailure = async (
  context: CliContext,
  label: string,
  compiled: CompileResult & { readonly ok: false },
): Promise<Outcome> =>
  compiled.problems.length > 0 ? failure(...compiled.problems) : notCompiled(context, checkedFile(label, compiled));

const failed = (result: Outcome): CompiledInput => ({ ok: false, outcome: result });

// What is only information about a spec is left to `kyn check`.
function checkedFile(label: string, { tree, findings }: CompileResult): CheckedFile {
  const diagnostics = findings.filter(d => d.severity === 'error' || d.severity === 'warning');
  return { path: label, kind: SPEC_KIND, diagnostics, text: withStars(tree.text, secretsAndCopies(tree)) };
}

const printed = async ({ io }: CliContext, checked: CheckedFile): Promise<string> =>
  checked.diagnostics.length === 0 ? '' : checkText(checkReport([limitFile(checked)], []), createColors(io.color));

async function notCompiled(context: CliContext, checked: CheckedFile): Promise<Outcome> {
  const { code, stdout, stderr } = outcome(EXIT_PROBLEMS, '', [`${displayName(checked.path)} was not compiled.`]);
  return { code, stdout, stderr: (await printed(context, checked)) + stderr };
}
