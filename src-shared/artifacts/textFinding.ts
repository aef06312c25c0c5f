// A text that cannot be read, as a finding.
import type { Diagnostic } from '../text/diagnostic';
import type { TextProblem } from './fileFormat';
import { jsonSyntax } from './findings/jsonSyntax';
import { jsonTooDeep } from './findings/jsonTooDeep';
import { lineTooLong } from './findings/lineTooLong';

/** The finding of a problem. */
export function textFinding(problem: TextProblem): Diagnostic {
  const [found] = [...jsonTooDeep.find(problem), ...lineTooLong.find(problem), ...jsonSyntax.find(problem)];
  return found as Diagnostic;
}
