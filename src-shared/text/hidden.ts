// The text shown instead of a secret value.

/** In the place of a secret. */
export const HIDDEN = '(hidden)';
