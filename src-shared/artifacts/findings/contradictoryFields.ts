// A sweep result that records one thing under two names with different values. Neither is chosen, because each may be the wrong one.

import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member } from '../../text/jsonText';
import { shortText } from '../../text/shortText';
import { contradictingTexts } from '../comboTexts';
import {
  agreedPart,
  type Contradiction,
  contradictingLists,
  contradictionOf,
  type SweepPart,
  sweepParts,
} from '../sweepForm';

interface ContradictoryFields {
  readonly key: string;
  readonly other: string;
  readonly part: SweepPart | 'list';
}

const MEANING: Readonly<Record<ContradictoryFields['part'], string>> = {
  combo: 'the values of this combination are unknown',
  script: 'the script of this combination is unknown',
  exit_code: 'it is unknown whether this combination succeeded',
  manifest: 'the manifest of this combination is unknown',
  list: 'the combinations of this sweep are unknown',
};

const occurrence = (part: ContradictoryFields['part'], found: Contradiction | undefined) =>
  found ? [{ facts: { key: found.member.key, other: found.other, part }, span: found.member.keySpan }] : [];

// A manifest in a sweep records the values of `--param`, and those of its combination among them.
function paramOccurrences(entry: JsonNode) {
  const [combo, manifest] = [agreedPart(entry, 'combo'), agreedPart(entry, 'manifest')];
  if (!combo || !manifest) return [];
  return contradictingTexts(combo.value, member(manifest.value, 'params')).map(({ key, keySpan }) => {
    const name = shortText(key);
    const facts = { key: `${manifest.key}.params.${name}`, other: `${combo.key}.${name}`, part: 'combo' as const };
    return { facts, span: keySpan };
  });
}

/** Two names of one thing have different values. `find` checks a combination, or the lists of a whole file. */
export const contradictoryFields = defineFinding({
  code: 'contradictory-fields',
  severity: 'error',
  group: 'artifacts',
  summary:
    'A sweep result records one thing under two names with different values, for example `exit_code` 0 and `returncode` 1, or its combination and the `params` of its manifest have different values. It is unknown which one is right.',
  fix: 'Remove the wrong one of the two.',
  example: '[{"combo": {"lr": 0.1}, "exit_code": 0, "returncode": 1, "manifest": null}]',
  exampleFile: 'sweep_results.json',
  message: ({ key, other, part }: ContradictoryFields) =>
    `\`${key}\` contradicts \`${other}\`, so ${MEANING[part]}. Remove the wrong one.`,
  find: (node: JsonNode, scope: 'entry' | 'file') =>
    scope === 'file'
      ? occurrence('list', contradictingLists(node))
      : [...sweepParts.flatMap(part => occurrence(part, contradictionOf(node, part))), ...paramOccurrences(node)],
});
