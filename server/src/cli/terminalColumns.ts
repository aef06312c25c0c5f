// The width that text output is laid out for.

/** What is known about standard output. */
interface OutputStream {
  readonly isTTY?: boolean | undefined;
  /** Width of the terminal; 0 on a terminal without a size. */
  readonly columns?: number | undefined;
}

/** The width of the terminal in columns; undefined where output is not for a terminal or the width is unknown. COLUMNS takes precedence, as in other tools. */
export function terminalColumns(
  stdout: OutputStream,
  env: Readonly<Record<string, string | undefined>>,
): number | undefined {
  if (stdout.isTTY !== true) return undefined;
  return [Number(env.COLUMNS), stdout.columns].find(n => n !== undefined && Number.isInteger(n) && n > 0);
}
