// The list of commands, in the order of the help.
import type { Command } from '../command';
import { check } from './check';
import { diff } from './diff';
import { hash } from './hash';
import { lockCheck } from './lockCheck';
import { lockCreate } from './lockCreate';
import { lsp } from './lsp';

/** All commands of `kyn`. */
export const commands: readonly Command[] = [hash, check, lockCreate, lockCheck, diff, lsp];
