// The settings of an evaluation: those of the model and of each task. Where it ran and how it was stored is not among them.
import { type JsonNode, member, members, stringMember } from '../../../text/jsonText';
import { jsonNull, jsonObject, jsonString } from '../../../text/makeJson';
import type { Leaves } from '../trackedRun';
import { leavesOf } from '../values/leaves';
import { scalarText } from '../values/scalars';

/** The settings. `hasModel`: the revision of the model is one of them. */
export interface EvaluationSettings {
  readonly leaves: Leaves;
  readonly hasModel: boolean;
}

const MACHINE: ReadonlySet<string> = new Set(['device', 'batch_size', 'batch_sizes', 'use_cache', 'no_cache']);
const WHOLE = ['fewshot_as_multiturn', 'max_length', 'system_instruction_sha', 'chat_template_sha'] as const;

/** The settings of a file of results. */
export function configOf(root: JsonNode): EvaluationSettings {
  const config = member(root, 'config');
  const own = [...members(config)].flatMap(([key, { value }]) =>
    MACHINE.has(key) ? [] : [[key, argsOf(key, value)] as const],
  );
  // A text itself where its hash was not recorded.
  const outer = WHOLE.flatMap(key => named(key, member(root, key) ?? member(root, key.replace(/_sha$/, ''))));
  const perTask = ['versions', 'n-shot'].flatMap(key => named(key, member(root, key)));
  const samples = [...members(member(root, 'n-samples'))].flatMap(([task, { value }]) =>
    named(task, member(value, 'effective')),
  );
  const args = members(argsOf('model_args', member(config, 'model_args') ?? jsonNull));
  const repeated = new Set([VERSION, ...args.keys()]);
  const tasks = [...members(member(root, 'configs'))].map(
    ([task, { value }]) => [task, taskOf(value, repeated)] as const,
  );
  return {
    leaves: leavesOf(
      jsonObject([
        ...own,
        ...outer,
        ...perTask,
        ...(samples.length > 0 ? [['samples', jsonObject(samples)] as const] : []),
        ...(tasks.length > 0 ? [['configs', jsonObject(tasks)] as const] : []),
      ]),
    ),
    hasModel: (stringMember(config, 'model_sha') ?? '') !== '',
  };
}

const [METADATA, VERSION] = ['metadata', 'version'];

// Among what the metadata of a task has are the arguments of the model and the version, which are settings of their own.
function taskOf(task: JsonNode, repeated: ReadonlySet<string>): JsonNode {
  const own = [...members(task)].map(([key, { value }]) => {
    if (key !== METADATA) return [key, value] as const;
    const rest = [...members(value)].filter(([name]) => !repeated.has(name));
    return [key, jsonObject(rest.map(([name, m]) => [name, m.value]))] as const;
  });
  return jsonObject(own.filter(([key, value]) => key !== METADATA || members(value).size > 0));
}

const named = (key: string, value: JsonNode | undefined): (readonly [string, JsonNode])[] =>
  value ? [[key, value]] : [];

// `pretrained=x,dtype=y` up to version 0.4.9, an object later.
function argsOf(key: string, value: JsonNode): JsonNode {
  if (key !== 'model_args' || value.kind !== 'string') return value;
  return jsonObject(
    (scalarText(value) ?? '').split(',').flatMap(part => {
      // A name without a value is an argument too, with an empty one.
      const [name = '', ...rest] = part.split('=');
      return part === '' ? [] : [[name.trimStart(), jsonString(rest.join('='))] as const];
    }),
  );
}
