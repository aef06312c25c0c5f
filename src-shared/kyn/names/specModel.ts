// A spec with resolved names, the input of everything that needs a whole spec (sweeps, shapes, checks).
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

/** The part of a spec that names need. */
export type SpecNames = Pick<SpecModel, 'tree' | 'scope'>;
