// What stands in the place of a value that must not be shown.

/** In the place of a secret. */
export const HIDDEN = '(hidden)';
