// What a check comes to: the files that were looked at with their findings, and those that could not be.
import type { Diagnostic, Severity } from '../../../../src-shared/text/diagnostic';
import { type LineIndex, lineIndex, type Position, positionAt } from '../../../../src-shared/text/lineIndex';

/** The kind of specs, beside the kinds of artifacts. */
export const SPEC_KIND = 'kyn-spec';

/** A file with its findings. Places count in `text`, which is the file's text without a byte order mark, as an editor shows it. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: string;
  /** Of a spec that is UTF-8. */
  readonly configHash?: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly text: string;
}

/** Why a file was not checked, as a sentence. `failed`: it should have been, so the check is not whole. */
export interface UncheckedFile {
  readonly message: string;
  readonly failed: boolean;
}

/** A whole check. `unreadable` holds a sentence for each file that could not be judged, `notes` one for each that need not be. */
export interface CheckReport {
  readonly files: readonly CheckedFile[];
  readonly unreadable: readonly string[];
  readonly notes: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** A finding with its place in lines and UTF-16 characters, both from 0. */
export interface LocatedFinding {
  readonly file: CheckedFile;
  /** With `kyn/` before it, as it is printed. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
  readonly lines: LineIndex;
}

/** Sums a check up. */
export function checkReport(files: readonly CheckedFile[], unchecked: readonly UncheckedFile[]): CheckReport {
  const count = (severity: Severity): number =>
    files.reduce((n, f) => n + f.diagnostics.filter(d => d.severity === severity).length, 0);
  const messages = (failed: boolean): string[] => unchecked.filter(u => u.failed === failed).map(u => u.message);
  const [unreadable, notes] = [messages(true), messages(false)];
  return { files, unreadable, notes, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** The findings of a file at their places, in order. */
export function locateFindings(file: CheckedFile): LocatedFinding[] {
  if (file.diagnostics.length === 0) return [];
  const lines = lineIndex(file.text);
  return file.diagnostics.map(({ code, severity, message, span }) => ({
    file,
    code: `kyn/${code}`,
    severity,
    message,
    start: positionAt(lines, span.start),
    end: positionAt(lines, span.end),
    lines,
  }));
}
