// Calls that lack an argument, or have one that the documentation does not name.

import { deletion, type Fix, fix } from '../../text/diagnostic';
import { span as spanOf } from '../../text/span';
import { suggest } from '../../text/suggest';
import type { CallArgument, CallSpec } from '../catalogue';
import type { Options } from '../catalogue/options';
import type { Check, Report } from '../check';
import type { Argument, Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';
import { type BoundCall, bindCall } from '../types/bindCall';

/** A call lacks an argument that it must have, or has others than the documentation names. */
export const callArguments: Check = {
  code: 'call-arguments',
  severity: 'error',
  stage: 'meaning',
  summary:
    'A call lacks an argument that it must have. A warning where an argument is written twice, or where the documentation does not name it: its list of arguments may not be complete.',
  example: 'dataset Rows:\n    source = csv()\n',
  fix: 'Write the call in the form that the message names.',
  *values({ expected, options }) {
    const told = new Set(expected.map(e => e.written));
    for (const { value, written, type } of expected) {
      if (value.kind !== 'call' || value !== written || type.kind !== 'call') continue;
      const bound = bindCall(value, type.callee);
      if (bound) yield* reports(value, bound, options);
      // What cannot be told is reported itself.
      for (const one of bound?.bound ?? []) if (told.has(one.value)) yield* unnamed(one, value, options);
    }
  },
};

type Call = Value & { readonly kind: 'call' };

function* reports(call: Call, bound: BoundCall, options: Options): Iterable<Report> {
  // One that is not known may be the one that is missing, and is told as an error then.
  const lacks = bound.missing.length > 0;
  if (lacks && bound.extra.length === 0)
    yield {
      message: `${bound.spec.name} needs ${bound.missing.map(a => a.name).join(' and ')}: ${form(bound.spec)}.`,
      span: call.callee.span,
      fixes: call.args.length === 0 ? [filled(call, bound.spec)] : [],
    };
  const severity = options.unknownWords === 'off' ? undefined : options.unknownWords;
  const extra = new Set(bound.extra);
  for (const [at, one] of call.args.entries()) {
    if (!extra.has(one)) continue;
    const again = one.key !== undefined && bound.spec.args.some(a => a.name === one.key?.text);
    const found = again ? 'warning' : lacks ? 'error' : severity;
    if (found) yield { ...extraReport(call, at, bound), severity: found };
  }
}

const form = ({ name, args }: CallSpec): string => `${name}(${args.map(written).join(', ')})`;

const written = ({ name, positional, example }: CallArgument): string => (positional ? example : `${name}=${example}`);

const filled = ({ callee, span }: Call, spec: CallSpec): Fix =>
  fix(`Write ${form(spec)}`, spanOf(callee.span.start, span.end), form(spec), false);

function* unnamed({ arg, value, written: { key } }: BoundCall['bound'][number], call: Call, options: Options) {
  if (key || arg.positional || options.unknownWords === 'off') return;
  const text = `${arg.name}=${valueSource(value)}`;
  yield {
    message: `${call.callee.text} takes ${arg.name} by its name: ${call.callee.text}(${text}).`,
    span: value.span,
    severity: options.unknownWords,
    fixes: [fix(`Write ${text}`, value.span, text, false)],
  };
}

// What people and other libraries call it.
const SYNONYMS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  ...{ learning_rate: 'lr', learningrate: 'lr', rate: 'lr', alpha: 'lr', maxlr: 'max_lr' },
  ...{ file: 'path', filename: 'path' },
});

function meantBy(name: string, bound: BoundCall): string | undefined {
  const free = bound.spec.args.map(a => a.name).filter(n => !bound.bound.some(b => b.arg.name === n));
  const same = SYNONYMS[name.toLowerCase()];
  if (same !== undefined && free.includes(same)) return same;
  return suggest(name, free) ?? free.find(n => n.startsWith(name) || n.endsWith(`_${name}`));
}

function extraReport(call: Call, at: number, bound: BoundCall): Report {
  const one = call.args[at] as Argument;
  const { key, value } = one;
  const { spec } = bound;
  const span = key ? spanOf(key.span.start, value.span.end) : value.span;
  const removal = [deletion('Remove it', withComma(call, at))];
  if (!key) return { message: `${spec.name} has more values than ${form(spec)}.`, span, fixes: removal };
  if (spec.args.some(a => a.name === key.text))
    return { message: `${key.text} is given twice to ${spec.name}; remove one.`, span, fixes: removal };
  const meant = meantBy(key.text, bound);
  const advice = meant ? `did you mean ${meant}?` : `the documentation names ${spec.args.map(a => a.name).join(', ')}.`;
  return {
    message: `${spec.name} has no argument ${key.text} that is known; ${advice}`,
    span: key.span,
    fixes: meant ? rename(one, bound, meant) : removal,
  };
}

function rename({ key, value }: Argument, { spec }: BoundCall, meant: string): Fix[] {
  if (!key) return [];
  // One that is written without a name loses the one that it has.
  const bare = spec.args.some(a => a.name === meant && a.positional);
  return bare
    ? [fix(`Remove ${key.text}=`, spanOf(key.span.start, value.span.start), '', false)]
    : [fix(`Change to ${meant}`, key.span, meant, false)];
}

// With the comma on one of its sides.
function withComma({ args }: Call, at: number) {
  const startOf = ({ key, value }: Argument): number => (key ?? value).span.start;
  const one = args[at] as Argument;
  const before = args[at - 1];
  const after = args[at + 1];
  const { end } = one.value.span;
  return before ? spanOf(before.value.span.end, end) : spanOf(startOf(one), after ? startOf(after) : end);
}
