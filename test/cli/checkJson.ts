// The JSON report of kyn check.
import { type CliSetup, kyn, parseJsonOutput } from './cliEnvironment';

/** A file of the JSON report. */
export interface File {
  path: string;
  kind: string;
  configHash?: string;
  diagnostics: {
    code: string;
    severity: string;
    message: string;
    range: { start: { line: number; character: number } };
  }[];
}

/** Runs `kyn check ... --format json`. */
export async function check(setup: CliSetup, ...argv: string[]) {
  const run = await kyn(setup, 'check', ...argv, '--format', 'json');
  const { files, summary } = parseJsonOutput(run) as { files: File[]; summary: Record<string, number> };
  return { code: run.code, stderr: run.stderr, files, summary };
}

export const pathsOf = (files: File[]) => files.map(f => f.path);
export const codesOf = (files: File[]) => files.flatMap(f => f.diagnostics.map(d => d.code));
