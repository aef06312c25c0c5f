// All diagnostic codes with their documentation: the checks of specs and the findings of locks and artifacts.
// The page of diagnostics and the rules of a SARIF report come from this list.

import { findings as artifactFindings } from '../../artifacts/findings';
import { checks } from '../../kyn/checks';
import { findings as compilerFindings } from '../../kyn/compile/findings';
import type { FindingDoc } from '../../text/defineFinding';
import { findings as reproFindings } from '../findings';

/** The documentation of a diagnostic code. */
export type Rule = Omit<FindingDoc, 'exampleFile'>;

const byCode = (a: FindingDoc, b: FindingDoc): number => (a.code < b.code ? -1 : 1);

const findings = [...artifactFindings, ...reproFindings].sort(byCode);

/** Every code, by group in the order of the page: specs, locks, artifacts. */
export const rules: readonly Rule[] = [
  ...checks.map(
    ({ code, severity, summary, fix, example }): Rule => ({ code, severity, group: 'specs', summary, fix, example }),
  ),
  ...compilerFindings,
  ...findings.filter(f => f.group === 'locks'),
  ...findings.filter(f => f.group === 'artifacts'),
];
