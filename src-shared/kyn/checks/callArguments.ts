// Reports calls with missing, repeated or undocumented arguments.
import { deletion, type Fix, fix } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import { span as spanOf } from '../../text/span';
import { suggest } from '../../text/suggest';
import type { CallArgument, CallSpec } from '../catalogue';
import type { Options } from '../catalogue/options';
import type { Check, Report } from '../check';
import type { Argument, Value } from '../syntax/ast';
import { valueSource } from '../syntax/valueSource';
import { type BoundCall, bindCall } from '../types/bindCall';

/** A required argument of a call is missing, or an argument is repeated or not documented. */
export const callArguments: Check = {
  code: 'call-arguments',
  severity: 'error',
  stage: 'meaning',
  summary:
    'An argument of a call is missing, repeated or not documented. A repeated argument is a warning. An undocumented one is a warning too, because the documented list may be incomplete, unless a required argument is missing.',
  example: 'dataset Rows:\n    source = csv()\n',
  fix: 'Write the call in the form that the message shows.',
  *values({ expected, options }) {
    if (!expected.some(e => e.value.kind === 'call')) return;
    const resolvable = new Set(expected.map(e => e.written));
    for (const { value, written, type } of expected) {
      if (value.kind !== 'call' || value !== written || type.kind !== 'call') continue;
      const bound = bindCall(value, type.callee);
      if (bound) yield* reports(value, bound, options);
      // A value that cannot be resolved has a finding of its own.
      for (const one of bound?.bound ?? []) if (resolvable.has(one.value)) yield* unnamed(one, value, options);
    }
  },
};

type Call = Value & { readonly kind: 'call' };

function* reports(call: Call, bound: BoundCall, options: Options): Iterable<Report> {
  const missing = bound.missing.map(a => a.name);
  // An unknown argument may be the missing one under another name, so it is an error then.
  const isIncomplete = missing.length > 0;
  if (isIncomplete && bound.extra.length === 0)
    yield {
      message: `\`${bound.spec.name}\` needs ${inBackticks(missing, 'and')}: \`${form(bound.spec)}\`.`,
      span: call.callee.span,
      fixes: call.args.length === 0 ? [filled(call, bound.spec)] : [],
    };
  const severity = options.unknownWords === 'off' ? undefined : options.unknownWords;
  const extra = new Set(bound.extra);
  for (const [at, one] of call.args.entries()) {
    if (!extra.has(one)) continue;
    const isRepeated = one.key !== undefined && bound.spec.args.some(a => a.name === one.key?.text);
    const found = isRepeated ? 'warning' : isIncomplete ? 'error' : severity;
    if (found) yield { ...extraReport(call, at, bound), severity: found };
  }
}

const form = ({ name, args }: CallSpec): string => `${name}(${args.map(written).join(', ')})`;

const written = ({ name, positional, example }: CallArgument): string => (positional ? example : `${name}=${example}`);

const filled = ({ callee, span }: Call, spec: CallSpec): Fix =>
  fix(`Write \`${form(spec)}\``, spanOf(callee.span.start, span.end), form(spec), false);

function* unnamed({ arg, value, written: { key } }: BoundCall['bound'][number], call: Call, options: Options) {
  if (key || arg.positional || options.unknownWords === 'off') return;
  const text = `${arg.name}=${valueSource(value)}`;
  yield {
    message: `\`${call.callee.text}\` takes \`${arg.name}\` by name: \`${call.callee.text}(${text})\`.`,
    span: value.span,
    severity: options.unknownWords,
    fixes: [fix(`Write \`${text}\``, value.span, text, false)],
  };
}

// Names that other libraries use for the same argument.
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
  const removal = [deletion('Remove this argument', withComma(call, at))];
  if (!key)
    return { message: `Too many arguments for \`${spec.name}\`; write \`${form(spec)}\`.`, span, fixes: removal };
  if (spec.args.some(a => a.name === key.text))
    return { message: `\`${key.text}\` is passed to \`${spec.name}\` twice; remove one.`, span, fixes: removal };
  const meant = meantBy(key.text, bound);
  const advice = meant
    ? `did you mean \`${meant}\`?`
    : spec.args.length === 0
      ? 'it does not take arguments.'
      : `${spec.args.every(a => a.status === 'documented') ? 'the documentation lists' : 'known:'} ${inBackticks(spec.args.map(a => a.name))}.`;
  return {
    message: `\`${spec.name}\` has no known argument \`${key.text}\`; ${advice}`,
    span: key.span,
    fixes: meant ? rename(one, bound, meant) : removal,
  };
}

function rename({ key, value }: Argument, { spec }: BoundCall, meant: string): Fix[] {
  if (!key) return [];
  // A positional argument is written without a name.
  const bare = spec.args.some(a => a.name === meant && a.positional);
  return bare
    ? [fix(`Remove \`${key.text}=\``, spanOf(key.span.start, value.span.start), '', false)]
    : [fix(`Change to \`${meant}\``, key.span, meant, false)];
}

// The span of an argument and one adjacent comma.
function withComma({ args }: Call, at: number) {
  const startOf = ({ key, value }: Argument): number => (key ?? value).span.start;
  const one = args[at] as Argument;
  const before = args[at - 1];
  const after = args[at + 1];
  const { end } = one.value.span;
  return before ? spanOf(before.value.span.end, end) : spanOf(startOf(one), after ? startOf(after) : end);
}
