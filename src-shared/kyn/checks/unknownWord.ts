// Words that no list of the catalogue has: probably a typing mistake, possibly a word the public documentation does not name.
import { fix, type Severity } from '../../text/diagnostic';
import { closedLists, wordStatus } from '../catalogue';
import type { Options } from '../catalogue/options';
import type { Check, Report } from '../check';
import { suggestWord } from '../names/suggestWord';
import { acceptedWords, describeExpected, isExtraWord } from '../types/values';
import type { WordUse } from '../types/wordUses';

/** A layer, activation, loss, optimizer, scheduler, metric or device that the documentation does not name. */
export const unknownWord: Check = {
  code: 'unknown-word',
  severity: 'warning',
  stage: 'meaning',
  summary:
    'A layer, activation, loss, optimizer, scheduler, metric or device that the documentation does not name. The public word lists are not complete, so this is a warning; it is an error where the list is known in full (format, precision, connector).',
  example: 'model Net:\n    input 4\n    dense 8 rellu\n',
  fix: 'Correct the word, or add it to the setting `kynml.catalog.extra`.',
  *values({ words, options }) {
    for (const use of words) {
      if (wordStatus(use.list, use.word) || isExtraWord(use.list, use.word, options)) continue;
      const severity = severityOf(use, options);
      if (severity) yield report(use, acceptedWords(use.list, options), severity);
    }
  },
};

function severityOf({ list }: WordUse, options: Options): Severity | undefined {
  if (closedLists.has(list)) return 'error';
  return options.unknownWords === 'off' ? undefined : options.unknownWords;
}

function report({ list, word, span, written, swept }: WordUse, accepted: string[], severity: Severity): Report {
  const meant = suggestWord(list, word, accepted);
  const advice = meant ? `did you mean ${meant}?` : `known: ${accepted.join(', ')}.`;
  // Where nothing is near, a list that is known in full can be chosen from.
  const offered = meant ? [meant] : closedLists.has(list) ? accepted : [];
  const fixes = written ? offered.map(one => fix(`Change to ${one}`, span, swept ? `"${one}"` : one, false)) : [];
  return {
    message: `${word} is not a known ${list}${swept ? ` (${describeExpected(swept)})` : ''}; ${advice}`,
    span,
    severity,
    fixes,
  };
}
