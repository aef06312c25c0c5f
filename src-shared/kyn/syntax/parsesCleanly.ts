// Whether a line parses without a fault, so that a fix is offered only if it works.

import type { BlockKeyword } from '../catalogue/types';
import type { Fault } from './ast';
import { parseItem } from './parseItem';

/** The faults of a line in a block of a keyword. Faults of the block's name are left out. */
export const faultsOf = (keyword: BlockKeyword, line: string): readonly Fault[] =>
  parseItem(`${keyword} x:\n    ${line}\n`, false).faults.filter(f => f.code !== 'unexpected-block-name');

/** Whether a line parses without a fault in a block of a keyword. */
export const parsesCleanly = (keyword: BlockKeyword | undefined, line: string): boolean =>
  keyword !== undefined && faultsOf(keyword, line).length === 0;
