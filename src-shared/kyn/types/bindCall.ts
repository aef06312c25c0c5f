// How the arguments of a call map to those that the catalogue knows.

import type { CallArgument, CallSpec, WordCategory } from '../catalogue';
import { callSpec } from '../catalogue';
import type { Argument, Value } from '../syntax/ast';

/** A call's arguments by what they are for. */
export interface BoundCall {
  readonly spec: CallSpec;
  readonly bound: readonly { readonly arg: CallArgument; readonly value: Value; readonly written: Argument }[];
  readonly missing: readonly CallArgument[];
  /** What the catalogue does not name, or what is written once more. */
  readonly extra: readonly Argument[];
}

/** Maps the arguments of a call of a list to those that are known; undefined where the call itself is not known there. */
export function bindCall(call: Value & { readonly kind: 'call' }, list: WordCategory): BoundCall | undefined {
  const spec = callSpec(call.callee.text);
  if (spec?.list !== list) return undefined;
  const bound: { arg: CallArgument; value: Value; written: Argument }[] = [];
  const extra: Argument[] = [];
  let free = spec.args;
  for (const written of call.args) {
    const { key, value } = written;
    const arg = key ? free.find(a => a.name === key.text) : free[0];
    if (arg) bound.push({ arg, value, written });
    else extra.push(written);
    free = free.filter(a => a !== arg);
  }
  return { spec, bound, missing: free.filter(a => a.required), extra };
}
