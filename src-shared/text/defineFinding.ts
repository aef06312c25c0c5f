// A finding that is not a check of specs: its code, its documentation, its message and the rule that decides whether it applies.
// The findings are in artifacts/findings/, repro/findings/ and kyn/compile/findings/; the checks of specs have their own form (kyn/check.ts).
import { type Diagnostic, type Fix, makeDiagnostic, type Severity } from './diagnostic';
import type { Span } from './span';

/** What the page of diagnostics and the rules of a SARIF report show of a finding. */
export interface FindingDoc {
  /** The file name in kebab case. */
  readonly code: string;
  readonly severity: Severity;
  readonly group: 'specs' | 'locks' | 'artifacts';
  /** What it means, in a sentence or two. */
  readonly summary: string;
  /** What to do. */
  readonly fix: string;
  /** The text of a file that has the finding; absent where the text of one file cannot show it. */
  readonly example?: string;
  /** The path of the example; `run_manifest.json` where absent. */
  readonly exampleFile?: string;
}

/** Options of a single report. `severity` overrides the finding's severity. */
export interface ReportOptions {
  readonly severity?: Severity;
  readonly fixes?: readonly Fix[];
}

/** A place where a finding applies, with the facts for its message. */
export interface Occurrence<Facts> extends ReportOptions {
  readonly facts: Facts;
  readonly span: Span;
}

/** Facts of a finding whose message comes from another tool's validator and is shown unchanged. */
export interface QuotedMessage {
  readonly quoted: string;
}

interface Definition<Facts, Args extends readonly unknown[]> extends FindingDoc {
  /** One or two sentences: what happened, what it means, what to do. */
  readonly message: (facts: Facts) => string;
  /** The places where the finding applies. Absent where the caller decides that, because one rule decides between several findings. */
  readonly find?: (...args: Args) => Iterable<Occurrence<NoInfer<Facts>>>;
}

/** A finding. `find` returns all its reports, `report` makes a single one. */
export interface Finding<Facts, Args extends readonly unknown[]> extends FindingDoc {
  readonly message: (facts: Facts) => string;
  readonly find: (...args: Args) => Diagnostic[];
  readonly report: (facts: Facts, span: Span, options?: ReportOptions) => Diagnostic;
}

/** More than the findings of one code that any list shows of one file. The message of further ones is their summary. */
const MOST_MESSAGES = 2000;

/** Makes a finding from its definition. */
export function defineFinding<Facts, Args extends readonly unknown[] = never>(
  definition: Definition<Facts, Args>,
): Finding<Facts, Args> {
  const { find, ...documented } = definition;
  const report: Finding<Facts, Args>['report'] = (facts, span, { severity = definition.severity, fixes = [] } = {}) =>
    makeDiagnostic({ code: definition.code, severity, message: definition.message(facts), span, fixes });
  // To look for secrets in a message takes most of the time, so no more messages are made than a list shows of one file.
  const further: Finding<Facts, Args>['report'] = (_, span, { severity = definition.severity, fixes = [] } = {}) => {
    const message = definition.summary;
    return fixes.length === 0
      ? { code: definition.code, severity, message, span, fixes }
      : makeDiagnostic({ code: definition.code, severity, message, span, fixes });
  };
  return {
    ...documented,
    report,
    find: (...args) =>
      [...(find?.(...args) ?? [])].map(({ facts, span, ...options }, i) =>
        (i < MOST_MESSAGES ? report : further)(facts, span, options),
      ),
  };
}
