// The names of the files with notes, without their endings.

/** The name of a note about a run: its id, and for copies with notes of their own a number from 2. */
export const noteName = (id: string, number: number): string => (number === 1 ? id : `${id}-${number}`);

/** Whether a name is one of these. */
export const isNoteName = (name: string, id: string): boolean =>
  name === id || (name.startsWith(id) && /^-[1-9]\d*$/.test(name.slice(id.length)));
