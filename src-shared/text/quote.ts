// A quote in the sources of regular expressions.

/** A quote; JSON inside of a string has a backslash before it, and more of them at each further level. */
export const QUOTE = '\\\\{0,31}["\']';
