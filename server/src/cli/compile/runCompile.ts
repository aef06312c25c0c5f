// Runs `kyn compile`.
import type { CliContext, Outcome } from '../command';
import { success } from '../outcome';
import { compileInput } from './compileInput';
import { writeScript } from './writeScript';

/** Compiles the spec of a context. */
export async function runCompile(context: CliContext): Promise<Outcome> {
  const input = await compileInput(context);
  if (!input.ok) return input.outcome;
  const { path: spec, warnings } = input;
  const { script } = input.compiled;
  const out = context.options.get('output-file') ?? '-';
  const { code, stdout, stderr } = out === '-' ? success(script) : await writeScript(context, { out, spec, script });
  return { code, stdout, stderr: warnings + stderr };
}
