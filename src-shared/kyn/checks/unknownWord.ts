// Reports words that are not in the catalogue: probably typing mistakes, possibly words that the public documentation does not list.
import { type Fix, fix, type Severity } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import { textOrLength } from '../../text/shortText';
import type { Span } from '../../text/span';
import { closedLists, wordStatus } from '../catalogue';
import type { Options } from '../catalogue/options';
import type { Check, Report } from '../check';
import { suggestWord } from '../names/suggestWord';
import { acceptedWords, describeExpected, isExtraWord } from '../types/values';
import type { WordUse } from '../types/wordUses';

// Many layers may use one param.
const MAX_WORD = 1000;

/** A layer, activation, loss, optimizer, scheduler, metric or device is not documented. */
export const unknownWord: Check = {
  code: 'unknown-word',
  severity: 'warning',
  stage: 'meaning',
  summary:
    'A layer, activation, loss, optimizer, scheduler, metric or device is not documented. This is a warning, because the public word lists are incomplete; it is an error for complete lists (format, precision, connector).',
  example: 'model Net:\n    input 4\n    dense 8 rellu\n',
  fix: 'Correct the word, or add it to `catalog.extra` in `.kynml.json` or to the setting `kynml.catalog.extra`.',
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
  const advice = meant ? `did you mean \`${meant}\`?` : `known: ${inBackticks(accepted)}.`;
  // If no word is similar, all words of a complete list are offered.
  const offered = meant ? [meant] : closedLists.has(list) ? accepted : [];
  const fixes = written ? offered.map(one => changeTo(swept ? `"${one}"` : one, span)) : [];
  return {
    message: `\`${textOrLength(word, MAX_WORD)}\` is not a known ${list}${swept ? ` (${describeExpected(swept)})` : ''}; ${advice}`,
    span,
    severity,
    fixes,
  };
}

const changeTo = (word: string, span: Span): Fix => fix(`Change to \`${word}\``, span, word, false);
