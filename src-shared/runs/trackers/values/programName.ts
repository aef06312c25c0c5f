// The name of a program without the folders before it, which often contain the name of a user.

/** The last part of a path of any system. */
export const programName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
