// What a spec means as far as names go. Everything that reasons about a whole spec (sweeps, shapes, checks) starts from this.

import type { Options } from '../catalogue/options';
import type { SyntaxTree } from '../syntax/ast';
import type { Composition } from './compose';
import type { Scope } from './scope';

/** A spec with its imports followed and its names resolved. Spans are absolute. */
export interface SpecModel {
  readonly tree: SyntaxTree;
  readonly scope: Scope;
  readonly composition: Composition;
  readonly options: Options;
}
