// A name that is not declared yet.

/** The name itself, or the first of `name_2`, `name_3`, … that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  if (!isTaken(name)) return name;
  for (let i = 2; ; i++) if (!isTaken(`${name}_${i}`)) return `${name}_${i}`;
}
