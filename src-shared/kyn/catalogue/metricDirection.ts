// Which way a metric improves, by its name. Used where metrics of runs are compared and where a spec names them.

/** Which way a metric improves. */
export type Direction = 'lower' | 'higher' | 'unknown';

const LOWER = /^(mae|mse|rmse|nll|perplexity|(.*_)?loss|(.*_)?error)$/i;
const HIGHER = /^(accuracy|acc|precision|recall|f1|r2|auc|roc_auc)$/i;

/** Which way a metric of a name improves; a prefix as in `val_mae` does not matter. */
export function directionOf(name: string): Direction {
  const bare = name.replace(/^(val|valid|validation|test|train|eval)[_/.-]/i, '');
  // scikit-learn turns a loss into a score by its sign, and its name tells: which way it improves depends on who wrote it.
  if (/^neg_/i.test(bare)) return 'unknown';
  if (LOWER.test(bare)) return 'lower';
  return HIGHER.test(bare) ? 'higher' : 'unknown';
}
