// Whether a line would be read without a fault, so that a fix is offered only where it cures.

import type { BlockKeyword } from '../catalogue/types';
import type { Fault } from './ast';
import { parseItem } from './parseItem';

/** The faults of a line in a block of a keyword; that the block has a name or not is none of the line's. */
export const faultsOf = (keyword: BlockKeyword, line: string): readonly Fault[] =>
  parseItem(`${keyword} x:\n    ${line}\n`, false).faults.filter(f => f.code !== 'unexpected-block-name');

/** Whether a line of a block of a keyword is read without a fault. */
export const parsesCleanly = (keyword: BlockKeyword | undefined, line: string): boolean =>
  keyword !== undefined && faultsOf(keyword, line).length === 0;
