// The JSON report of kyn check.
import type { Outcome } from '../../server/src/cli/command';
import { type CliSetup, kyn, parseJsonOutput } from './cliEnvironment';

/** A file of the JSON report. */
export interface CheckedFile {
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

/** The report of a run of `kyn check ... --format json`. */
export function reportOf(run: Outcome) {
  const { files, summary } = parseJsonOutput(run) as { files: CheckedFile[]; summary: Record<string, number> };
  return { code: run.code, stderr: run.stderr, files, summary };
}

/** Runs `kyn check ... --format json`. */
export const check = async (setup: CliSetup, ...argv: string[]) =>
  reportOf(await kyn(setup, 'check', ...argv, '--format', 'json'));

export const pathsOf = (files: CheckedFile[]) => files.map(f => f.path);
export const codesOf = (files: CheckedFile[]) => files.flatMap(f => f.diagnostics.map(d => d.code));

/** Each file as its path and the codes of its findings. */
export const withCodes = (files: CheckedFile[]) =>
  files.map(f => [f.path, ...f.diagnostics.map(d => d.code)].join(' '));
