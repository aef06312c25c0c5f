// The settings of an evaluation: task, model, plan and limits. How it is logged and how fast it runs is not among them.
import { type JsonNode, member, members } from '../../../text/jsonText';
import { jsonObject } from '../../../text/makeJson';
import type { Leaves } from '../trackedRun';
import { leavesOf } from '../values/leaves';

const OWN = [
  'task',
  'task_version',
  'task_args',
  'solver',
  'solver_args',
  'sandbox',
  'model',
  'model_args',
  'model_base_url',
  'model_generate_config',
  'model_roles',
  'scorers',
  'metrics',
] as const;
const OTHER =
  /^(?:log_|score_display|sandbox_cleanup|fail_on_error|max_(?:samples|tasks|subprocesses|sandboxes|connections|retries)|timeout$)/;
// The place of the data may change without another task.
const DATASET = /^location$/;

/** The settings of a header. */
export function configOf(root: JsonNode): Leaves {
  const evaluation = member(root, 'eval');
  const plan = member(root, 'plan');
  return leavesOf(
    jsonObject([
      ...OWN.flatMap(key => named(key, member(evaluation, key))),
      ...named('dataset', without(member(evaluation, 'dataset'), DATASET)),
      ...named('config', without(member(evaluation, 'config'), OTHER)),
      ...named('solvers', member(plan, 'steps')),
      ...named('finish', member(plan, 'finish')),
      ...named('generate', without(member(plan, 'config'), OTHER)),
    ]),
  );
}

const named = (key: string, value: JsonNode | undefined): (readonly [string, JsonNode])[] =>
  value ? [[key, value]] : [];

const without = (node: JsonNode | undefined, names: RegExp): JsonNode | undefined =>
  node &&
  jsonObject([...members(node)].flatMap(([key, { value }]) => (names.test(key) ? [] : [[key, value] as const])));
