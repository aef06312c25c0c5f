// The values that replaced the defaults of params in a recorded run: --param, or the combination of a sweep.
import { contradictingTexts } from '../../artifacts/comboTexts';
import { secretsOf } from '../../artifacts/secrets/secrets';
import { readOverrides } from '../../kyn/compile/overrides';
import { blocksOf, type Override } from '../../kyn/names/scope';
import type { SyntaxTree, Value } from '../../kyn/syntax/ast';
import { valueSource } from '../../kyn/syntax/valueSource';
import { firstFew } from '../../text/firstFew';
import { type JsonNode, members } from '../../text/jsonText';
import { shortText } from '../../text/shortText';
import { span } from '../../text/span';
import { isBuiltin, type RecordedRun } from './recordedRun';
import type { Step } from './reproduction';
import type { RunRecord } from './runRecord';

/** Values by the name of their param. */
export type Values = ReadonlyMap<string, Override>;

/**
 * The values of a run. `readings`: what they may mean; the first one that compiles is used. A text such as `true` is a string on the command line and
 * a boolean in a sweep, and only one of them compiles. Empty where the values cannot be used.
 */
export interface RecordedValues {
  readonly readings: readonly Values[];
  readonly step: Step;
}

/** The values of a run. `record`: what the history kept about it. */
export function recordedValues(run: RecordedRun, record: RunRecord | undefined, tree: SyntaxTree): RecordedValues {
  const [secret] = [run.combo, run.params].flatMap(values => (values ? secretsOf(values) : []));
  if (secret) return unusable(secretText(secret.key));
  const combo = run.combo && typedValues(run.combo);
  const params = run.params && textsOf(run.params);
  if (run.combo && !combo) return unusable('The combination of the run has a value that a param cannot have.');
  if (run.params && !params) return unusable('The manifest records values of `--param` in a form that cannot be read.');
  const [contradicted] = contradictingTexts(run.combo, run.params);
  if (contradicted) return contradictory(contradicted.key);
  if (combo || params) {
    const values = fromTexts(params ?? [], combo ?? new Map(), 'recorded in the run');
    return params || isBuiltin(run) ? values : withUnknown(values);
  }
  if (isBuiltin(run))
    return none('The run used the defaults of its params: the manifest records no value of `--param`.');
  if (record) return fromTexts(record.overrides, new Map(), 'kept in .kynml');
  if (blocksOf(tree, 'params').length === 0) return none('The spec does not have params.');
  const detail = 'The run does not record whether `--param` changed a param, so the defaults of the spec are assumed.';
  return { readings: [new Map()], step: { name: 'parameters', state: 'unknown', detail } };
}

// An official sweep may have been started with values that it does not record.
const withUnknown = ({ readings, step }: RecordedValues): RecordedValues => ({
  readings,
  step: { ...step, state: 'unknown', detail: `${step.detail} Whether \`--param\` changed others is not recorded.` },
});

const none = (detail: string): RecordedValues => ({
  readings: [new Map()],
  step: { name: 'parameters', state: 'confirmed', detail },
});

const unusable = (detail: string): RecordedValues => ({
  readings: [],
  step: { name: 'parameters', state: 'unknown', detail },
});

const contradictory = (name: string): RecordedValues => ({
  readings: [],
  step: {
    name: 'parameters',
    state: 'contradicted',
    detail: `The combination of the run and the \`params\` of its manifest have different values for \`${shortText(name)}\`, so it is unknown which one was used.`,
  },
});

const secretText = (key: string): string =>
  `${key === '' ? 'A value of the run' : `The value of \`${shortText(key)}\``} looks like a secret, so the run is not repeated with it, and its script is not compiled again.`;

const MAX_NAMED = 5;

function fromTexts(
  texts: readonly (readonly [name: string, text: string])[],
  typed: Values,
  where: string,
): RecordedValues {
  const others = texts.filter(([name]) => !typed.has(name));
  const read = readOverrides(others.map(([name, text]) => `${name}=${text}`));
  if (!read.ok) return unusable(read.problems.join(' '));
  const values = new Map([...typed, ...read.overrides]);
  if (values.size === 0) return none(`The run used the defaults of its params, as ${where}.`);
  const asSwept = new Map(others.flatMap(([name, text]) => sweptValue(name, text)));
  const shown = firstFew([...values], MAX_NAMED, { text: ([name, { text }]) => `\`${shortText(`${name}=${text}`)}\`` });
  const detail = `The values of params are ${where}: ${shown}.`;
  return {
    readings: asSwept.size > 0 ? [values, new Map([...values, ...asSwept])] : [values],
    step: { name: 'parameters', state: 'confirmed', detail },
  };
}

const NOWHERE = span(0, 0);

const sweptValue = (name: string, text: string): [string, Override][] =>
  text === 'true' || text === 'false' ? [[name, { value: boolOf(text === 'true'), text }]] : [];

const boolOf = (value: boolean): Value => ({ kind: 'bool', value, span: NOWHERE });

// Undefined where a value is not a string.
function textsOf(node: JsonNode): [name: string, text: string][] | undefined {
  if (node.kind !== 'object') return undefined;
  const texts = [...members(node)].map(([name, { value }]) =>
    value.kind === 'string' && !value.secret ? ([name, value.text] as [string, string]) : undefined,
  );
  return texts.includes(undefined) ? undefined : texts.flatMap(t => (t ? [t] : []));
}

// The values of a combination have types. Undefined where one is not the value of a param.
function typedValues(node: JsonNode): Values | undefined {
  if (node.kind !== 'object') return undefined;
  const values = new Map<string, Override>();
  for (const [name, { value: json }] of members(node)) {
    const value = /^[A-Za-z_]\w*$/.test(name) ? paramValue(json) : undefined;
    if (!value) return undefined;
    values.set(name, { value, text: value.kind === 'string' ? value.value : valueSource(value) });
  }
  return values;
}

function paramValue(json: JsonNode): Value | undefined {
  switch (json.kind) {
    case 'bool':
      return boolOf(json.value);
    case 'string':
      return json.secret ? undefined : { kind: 'string', value: json.text, span: NOWHERE };
    case 'number': {
      const read = json.secret ? undefined : readOverrides([`x=${json.text}`]);
      return read?.ok ? read.overrides.get('x')?.value : undefined;
    }
    case 'array': {
      const items = json.items.map(paramValue);
      if (items.includes(undefined)) return undefined;
      return { kind: 'list', items: items.flatMap(item => item ?? []), span: NOWHERE };
    }
    default:
      return undefined;
  }
}
