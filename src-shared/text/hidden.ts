// The text shown instead of a secret value.

/** The replacement of a secret. */
export const HIDDEN = '(hidden)';
