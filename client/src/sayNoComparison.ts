// What commands of the comparison say when none is open.
import { commands } from '../../src-shared/protocol/commands';
import { tell } from './tell';

/** Says that there is no comparison and offers one. */
export function sayNoComparison(): void {
  tell('information', 'No comparison is open.', { title: 'Compare runs', command: commands.compareRuns });
}
