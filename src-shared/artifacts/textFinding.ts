// A text that cannot be read, as a finding and in a message.
import { type Diagnostic, fix } from '../text/diagnostic';
import { MAX_JSON_DEPTH } from '../text/jsonText';
import { MAX_FIRST_LINE, type TextProblem } from './fileFormat';
import { jsonByteOrderMark } from './findings/jsonByteOrderMark';
import { jsonSyntax } from './findings/jsonSyntax';
import { jsonTooDeep } from './findings/jsonTooDeep';
import { lfsPointerFile } from './findings/lfsPointerFile';
import { lineTooLong } from './findings/lineTooLong';
import { conflictFacts, mergeConflict, sideFixes } from './findings/mergeConflict';

/** The finding of a problem. */
export function textFinding(problem: TextProblem): Diagnostic {
  const { span } = problem;
  switch (problem.fault) {
    case 'conflict':
      return mergeConflict.report(conflictFacts(problem.conflicts), span, { fixes: sideFixes(problem.conflicts) });
    case 'byte-order-mark':
      return jsonByteOrderMark.report({}, span, { fixes: [fix('Remove the byte order mark', span, '')] });
    case 'too-deep':
      return jsonTooDeep.report({ levels: MAX_JSON_DEPTH }, span);
    case 'long-first-line':
      return lineTooLong.report({ limit: MAX_FIRST_LINE }, span);
    case 'lfs-pointer':
      return lfsPointerFile.report({}, span);
    default:
      return jsonSyntax.report({ fault: problem.fault }, span);
  }
}

/** Why a text cannot be read; follows the name of its file. Only a syntax error means that it is not JSON: Python may read what is too large here. */
export const unreadableText = ({ code, message }: Pick<Diagnostic, 'code' | 'message'>): string =>
  code === jsonSyntax.code ? `not valid JSON. ${message}` : message;
