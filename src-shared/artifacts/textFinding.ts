// A text that cannot be read, as a finding and in a message.
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

/** Why a text cannot be read; follows the name of its file. Only a syntax error means that it is not JSON: Python may read what is too large here. */
export const unreadableText = ({ code, message }: Pick<Diagnostic, 'code' | 'message'>): string =>
  code === jsonSyntax.code ? `not valid JSON. ${message}` : message;
