// The result of a check: the checked files with their findings, and the files that could not be checked.
import { lockNewer } from '../../../../src-shared/artifacts/findings/lockNewer';
import { lockDrift } from '../../../../src-shared/repro/findings/lockDrift';
import { lockOutside } from '../../../../src-shared/repro/findings/lockOutside';
import { lockUnreadable } from '../../../../src-shared/repro/findings/lockUnreadable';
import { specUnreadable } from '../../../../src-shared/repro/findings/specUnreadable';
import type { Diagnostic, Severity } from '../../../../src-shared/text/diagnostic';
import { limitFindings, MORE_PROBLEMS } from '../../../../src-shared/text/limitFindings';
import { type LineIndex, lineIndex, type Position, positionAt } from '../../../../src-shared/text/lineIndex';
import { numberText } from '../../../../src-shared/text/numberText';
import { span } from '../../../../src-shared/text/span';

/** The kind of specs, in addition to the kinds of artifacts. */
export const SPEC_KIND = 'kyn-spec';

/** A file with its findings. Offsets refer to `text`: the text without a byte order mark, as an editor shows it; empty without findings. */
export interface CheckedFile {
  readonly path: string;
  readonly kind: string;
  /** Only for specs in UTF-8. */
  readonly configHash?: string;
  /** Which of the possible forms the file has, e.g. of sweep results; see `Kind.form`. */
  readonly readAs?: string;
  readonly diagnostics: readonly CheckedFinding[];
  /** How many other findings it has, which one with the code `more-problems` replaces. */
  readonly omitted?: FindingCounts;
  readonly text: string;
  /** The real path of the lock: of a spec the one that pins it, of a lock its own. */
  readonly lock?: string;
  /** Of a spec: the real paths of its other locks that do not match it, with what is reported where the lock is not checked itself. */
  readonly otherLocks?: readonly OtherLock[];
  /** The real path of the spec that a lock pins, if it exists and cannot be read. */
  readonly unreadSpec?: string;
  /** The real path of a spec that has a lock or is not UTF-8. */
  readonly realPath?: string;
  /** `text` has stars in place of secrets, so edits of it may write a secret. */
  readonly hidesSecrets?: true;
}

/** How many findings there are of each severity. */
export type FindingCounts = Readonly<Record<Severity, number>>;

/** A finding. `other`: the other file of a drift; of a spec its lock, of a lock its spec. */
export type CheckedFinding = Diagnostic & { readonly other?: OtherPlace };

/** A place in another file. Without positions it is the whole file. `label`: what it is, for people. */
export interface OtherPlace {
  readonly path: string;
  readonly start?: Position;
  readonly end?: Position;
  readonly label: string;
}

/** Another lock of a spec. */
export interface OtherLock {
  readonly lock: string;
  readonly finding: CheckedFinding;
}

/** Findings, of which those about drift have the other file, if it is known. */
export const withOther = (findings: readonly Diagnostic[], other: OtherPlace | undefined): readonly CheckedFinding[] =>
  other ? findings.map(d => (d.code === lockDrift.code ? { ...d, other } : d)) : findings;

/** Why a file was not checked, as a sentence. `failed`: it should have been checked, so the check is incomplete. */
export interface UncheckedFile {
  readonly message: string;
  readonly failed: boolean;
}

/**
 * A whole check. `unreadable`: a message for each file that should have been checked but was not. `notes`: a message for each file that was skipped
 * without making the check incomplete.
 */
export interface CheckReport {
  readonly files: readonly CheckedFile[];
  readonly unreadable: readonly string[];
  readonly notes: readonly string[];
  /** Errors of the check as a whole, which do not belong to a file. They are counted in `errors`. */
  readonly problems: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

/** A finding with its position: lines and UTF-16 characters, both from 0. */
export interface LocatedFinding {
  readonly file: CheckedFile;
  /** The code with its prefix `kyn/`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly start: Position;
  readonly end: Position;
  readonly lines: LineIndex;
  readonly diagnostic: CheckedFinding;
}

/** The report of checked and unchecked files, with its counts. */
export function checkReport(checked: readonly CheckedFile[], unchecked: readonly UncheckedFile[]): CheckReport {
  const files = limitFiles(checked.map(lockFailuresOnce(checked)));
  const count = (severity: Severity): number =>
    files.reduce((n, f) => n + countOf(f.diagnostics, severity) + (f.omitted?.[severity] ?? 0), 0);
  const messages = (failed: boolean): string[] => unchecked.filter(u => u.failed === failed).map(u => u.message);
  const [unreadable, notes] = [messages(true), messages(false)];
  const counts = { errors: count('error'), warnings: count('warning'), infos: count('info') };
  return { files, unreadable, notes, problems: [], ...counts };
}

const countOf = (found: readonly Diagnostic[], severity: Severity): number =>
  found.filter(d => d.severity === severity && d.code !== MORE_PROBLEMS).length;

// How many findings there are of each severity, in addition to others.
function countsOf(found: readonly Diagnostic[], others?: FindingCounts): FindingCounts {
  const of = (severity: Severity): number => countOf(found, severity) + (others?.[severity] ?? 0);
  return { error: of('error'), warning: of('warning'), info: of('info'), hint: of('hint') };
}

/**
 * The file with a limited number of findings, and the number of the others. Call it before its text is shown, and as early as possible: a file may have so
 * many findings that a report of all is longer than a text can be.
 */
export function limitFile(file: CheckedFile): CheckedFile {
  const { shown, omitted } = limitFindings(file.diagnostics);
  if (omitted.length === 0) return file;
  return { ...file, diagnostics: shown, omitted: countsOf(omitted) };
}

// No one reads more findings, and a report of all those of 50,000 broken files takes gigabytes of memory.
const MOST_OF_ALL = 20_000;

// The files behind as many findings list none of theirs: one finding states how many they are.
function limitFiles(files: readonly CheckedFile[]): CheckedFile[] {
  let listed = 0;
  return files.map(file => {
    const isListed = listed < MOST_OF_ALL || file.diagnostics.length === 0;
    listed += isListed ? file.diagnostics.length : 0;
    return isListed ? file : withoutFindings(file);
  });
}

function withoutFindings(file: CheckedFile): CheckedFile {
  const omitted = countsOf(file.diagnostics, file.omitted);
  const count = Object.values(omitted).reduce((sum, n) => sum + n);
  const severity = (['error', 'warning', 'info'] as const).find(s => omitted[s] > 0) ?? 'hint';
  const problems = count === 1 ? '1 problem is' : `${numberText(count)} problems are`;
  const message = `${problems} not listed: this report already has ${numberText(MOST_OF_ALL)}. Fix those first, or check this file alone.`;
  const only: Diagnostic = { code: MORE_PROBLEMS, severity, message, span: span(0, 0), fixes: [] };
  return { ...file, diagnostics: [only], omitted, text: '' };
}

/** The report with an error if it has more warnings than a limit, so that whatever fails the check is printed and counted. */
export function limitWarnings(report: CheckReport, limit: number): CheckReport {
  if (report.warnings <= limit) return report;
  const problem = `More warnings than \`--max-warnings ${limit}\` allows.`;
  return { ...report, problems: [...report.problems, problem], errors: report.errors + 1 };
}

// A spec that differs from its lock, or cannot be compared with it. A lock without a spec is not a failure, because it pins nothing.
const FAILURES: ReadonlySet<string> = new Set([
  lockDrift.code,
  lockNewer.code,
  lockOutside.code,
  lockUnreadable.code,
  specUnreadable.code,
]);
const isFailure = (d: Diagnostic): boolean => FAILURES.has(d.code);

// In an editor, these are at most warnings on the spec and on the lock, because the author is changing the spec. Here they fail the check, so they are
// errors, and each is reported once: on the spec, or on the lock if the spec was not checked. An error in the lock or in the spec
// itself is already the reason why they cannot be compared.
function lockFailuresOnce(checked: readonly CheckedFile[]): (file: CheckedFile) => CheckedFile {
  const isSpec = ({ kind }: CheckedFile): boolean => kind === SPEC_KIND;
  const failed = checked.filter(f => isSpec(f) && f.diagnostics.some(isFailure));
  const ofSpecs = new Set(failed.flatMap(f => f.lock ?? []));
  const withErrors = new Set(
    checked.flatMap(f => (!isSpec(f) && f.diagnostics.some(d => d.severity === 'error') ? (f.lock ?? []) : [])),
  );
  const brokenSpecs = new Set(
    checked.flatMap(f => (isSpec(f) && f.diagnostics.some(d => d.severity === 'error') ? (f.realPath ?? []) : [])),
  );
  // Two of the paths may lead to one spec.
  const pairOf = ({ realPath, lock }: CheckedFile): string => JSON.stringify([realPath, lock]);
  const firstOf = new Map([...failed].reverse().map(f => [pairOf(f), f]));
  const ofOthers = otherLockFailures(checked, ofSpecs);
  return file => {
    const others = ofOthers.get(file) ?? [];
    if (others.length === 0 && !file.diagnostics.some(isFailure)) return file;
    const { lock = '' } = file;
    const isRepeated = isSpec(file) ? firstOf.get(pairOf(file)) !== file : ofSpecs.has(lock);
    const isExplained = (d: Diagnostic): boolean =>
      (d.code === lockUnreadable.code && withErrors.has(lock)) ||
      (d.code === specUnreadable.code && brokenSpecs.has(file.unreadSpec ?? ''));
    const diagnostics = file.diagnostics.flatMap(d => {
      if (!isFailure(d) || isExplained(d)) return [d];
      return isRepeated ? [] : [{ ...d, severity: 'error' as const }];
    });
    return { ...file, diagnostics: [...others, ...diagnostics] };
  };
}

// A lock that is checked itself reports its drift, and two paths may lead to one spec, of which each may have another lock.
function otherLockFailures(
  checked: readonly CheckedFile[],
  ofSpecs: Iterable<string>,
): ReadonlyMap<CheckedFile, readonly CheckedFinding[]> {
  const reported = new Set(ofSpecs);
  for (const file of checked) if (file.kind !== SPEC_KIND && file.lock !== undefined) reported.add(file.lock);
  const found = new Map<CheckedFile, readonly CheckedFinding[]>();
  for (const file of checked) {
    const others = (file.otherLocks ?? []).filter(({ lock }) => !reported.has(lock));
    for (const { lock } of others) reported.add(lock);
    if (others.length > 0)
      found.set(
        file,
        others.map(({ finding }) => ({ ...finding, severity: 'error' as const })),
      );
  }
  return found;
}

/** The findings of a file with their positions, in order. */
export function locateFindings(file: CheckedFile): LocatedFinding[] {
  if (file.diagnostics.length === 0) return [];
  const lines = lineIndex(file.text);
  return file.diagnostics.map(diagnostic => ({
    file,
    code: `kyn/${diagnostic.code}`,
    severity: diagnostic.severity,
    message: diagnostic.message,
    start: positionAt(lines, diagnostic.span.start),
    end: positionAt(lines, diagnostic.span.end),
    lines,
    diagnostic,
  }));
}
