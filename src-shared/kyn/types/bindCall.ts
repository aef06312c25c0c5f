// Maps the arguments of a call to the arguments in the catalogue.
import type { CallArgument, CallForm, CallSpec, WordCategory } from '../catalogue';
import { callSpec } from '../catalogue';
import type { Argument, Value } from '../syntax/ast';

/** A call with its arguments mapped to its form. */
export interface BoundArguments {
  readonly bound: readonly { readonly arg: CallArgument; readonly value: Value; readonly written: Argument }[];
  readonly missing: readonly CallArgument[];
  /** Arguments that are not in the catalogue, or are repeated. */
  readonly extra: readonly Argument[];
}

/** A call with its arguments mapped to the catalogue. */
export interface BoundCall extends BoundArguments {
  readonly spec: CallSpec;
}

type Call = Value & { readonly kind: 'call' };

/** Maps the arguments of a call; undefined if the callee is not in the given list of the catalogue. */
export function bindCall(call: Call, list: WordCategory): BoundCall | undefined {
  const spec = callSpec(call.callee.text);
  return spec?.list === list ? { spec, ...bindArguments(call.args, spec) } : undefined;
}

/** Maps the arguments of a call to a form. */
export function bindArguments(args: readonly Argument[], form: CallForm): BoundArguments {
  const bound: { arg: CallArgument; value: Value; written: Argument }[] = [];
  const extra: Argument[] = [];
  let free = form.args;
  for (const written of args) {
    const { key, value } = written;
    const arg = key ? free.find(a => a.name === key.text) : free[0];
    if (arg) bound.push({ arg, value, written });
    else extra.push(written);
    free = free.filter(a => a !== arg);
  }
  return { bound, missing: free.filter(a => a.required), extra };
}
