// A function that is recorded as a lambda, in the report of an evaluation.

import { defineFinding, type Occurrence } from '../../text/defineFinding';
import { isContainer, type JsonMember, type JsonNode } from '../../text/jsonText';
import { isLambdaName, NAMED_FUNCTIONS } from '../functionNames';

interface LambdaName {
  readonly field: string;
}

function* lambdasIn({ key, value }: JsonMember): Generator<Occurrence<LambdaName>> {
  if (value.kind === 'string' && NAMED_FUNCTIONS.includes(key) && isLambdaName(value.text))
    yield { facts: { field: key }, span: value.span };
  else if (value.kind === 'object') for (const inner of value.members) yield* lambdasIn(inner);
  // The strings of a list have no key, so only its containers are searched.
  else if (value.kind === 'array')
    for (const item of value.items)
      if (isContainer(item)) yield* lambdasIn({ key: '', keySpan: item.span, value: item });
}

/** A function is recorded as a lambda. */
export const lambdaName = defineFinding({
  code: 'lambda-name',
  severity: 'error',
  group: 'artifacts',
  summary:
    '`score_fn`, `scorer` or `prepare_messages` is recorded as a lambda. Functions are identified by their names, and all lambdas have the same name.',
  fix: 'Give the function a name with `def`, and run the evaluation again.',
  example: '{"eval_name": "math", "total_samples": 5, "config": {"score_fn": "evals.math.<lambda>"}}',
  exampleFile: 'report.json',
  message: ({ field }: LambdaName) =>
    `\`${field}\` is a lambda, and all lambdas have the same name, so the function cannot be identified. Give it a name with \`def\` and run the evaluation again.`,
  *find(root: JsonNode) {
    if (root.kind !== 'object') return;
    // A model writes the results of samples, so a name there does not record a function.
    for (const member of root.members) if (member.key !== 'sample_results') yield* lambdasIn(member);
  },
});
