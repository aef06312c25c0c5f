// A combination that a sweep contains twice.
import { defineFinding } from '../../text/defineFinding';
import type { JsonNode } from '../../text/jsonText';

/** The values of the axes of a combination; `id` is equal for equal values. */
interface Values {
  readonly id: string;
  readonly node: JsonNode;
}

interface Repeated {
  readonly index: number;
  readonly first: number;
}

/** A sweep contains two results of the same combination. */
export const repeatedCombination = defineFinding({
  code: 'repeated-combination',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'Two entries of a sweep have the same values of the axes, so it is not known which of them is the result of that combination. Numbers are equal by value.',
  fix: 'Remove the entry that is out of date, or run the sweep again.',
  example:
    '[{"combo": {"lr": 0.1}, "exit_code": 0, "manifest": null}, {"combo": {"lr": 1e-1}, "exit_code": 0, "manifest": null}]',
  exampleFile: 'sweep_results.json',
  message: ({ index, first }: Repeated) =>
    `Combination #${index} has the same values as combination #${first}, so it is not known which of them is the result. Remove the one that is out of date.`,
  *find(combinations: readonly (Values | undefined)[]) {
    const seen = new Map<string, number>();
    for (const [index, values] of combinations.entries()) {
      if (!values) continue;
      const first = seen.get(values.id);
      if (first === undefined) seen.set(values.id, index);
      else yield { facts: { index, first }, span: values.node.span };
    }
  },
});
