// Whether output has colours.

/** Whether a stream gets colours: NO_COLOR turns them off, otherwise FORCE_COLOR turns them on (`0` or `false`: off), otherwise a terminal that is not dumb has them. */
export function usesColors({ isTTY }: { readonly isTTY?: boolean }, env: Readonly<NodeJS.ProcessEnv>): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY === true && TERM !== 'dumb';
}
