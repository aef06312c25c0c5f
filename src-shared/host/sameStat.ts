// Whether a file is unchanged since it was read, judged without reading it again. Everything that is kept from a file is compared here.
import type { Stat } from './host';

/** Whether two results for one path describe the same content. `cp -p` keeps size and time, so inode and change time are compared too. */
export const sameStat = (a: Stat | undefined, b: Stat | undefined): boolean =>
  a === b ||
  (a !== undefined &&
    b !== undefined &&
    a.kind === b.kind &&
    a.size === b.size &&
    a.modified === b.modified &&
    a.changed === b.changed &&
    a.inode === b.inode);

/** The coarsest clock of a common file system (FAT), in milliseconds. */
const CLOCK_STEP_MS = 2000;

/** Whether a later write would be visible in the times: a file that is written twice within a step of its clock keeps them. `now` in milliseconds since 1970. */
export const isSettled = (stat: Pick<Stat, 'modified' | 'changed'>, now: number): boolean =>
  now - Math.max(stat.modified, stat.changed) > CLOCK_STEP_MS;
