// Exit codes of tasks that the user ended.

// 130: Ctrl+C (0xc000013a on Windows). 129 and 143: the terminal was closed, or the task was stopped. None: the terminal was closed before it had ended.
const INTERRUPTED: readonly (number | undefined)[] = [undefined, 129, 130, 143, 0xc000013a];

/** Whether the exit code of a task shows that the user ended it, so that its end is not reported. */
export const isInterrupted = (code: number | undefined): boolean =>
  INTERRUPTED.includes(code === undefined ? code : asUnsigned(code));

// Windows has unsigned exit codes; some terminals report them as signed numbers of 32 bits.
const asUnsigned = (code: number): number => code >>> 0;
