// Whether a lower or a higher value of a metric is better, by the name of the metric.

/** The direction in which a metric improves. */
export type Direction = 'lower' | 'higher' | 'unknown';

/** Directions that a project sets by name; they count before those of this file. */
export type ChosenDirections = Readonly<Record<string, Exclude<Direction, 'unknown'>>>;

/** Chosen directions, of several projects too: unknown where these disagree. */
export type Directions = Readonly<Record<string, Direction>>;

const LOWER = /^(mae|mse|rmse|nll|perplexity|(.*_)?loss|(.*_)?error)$/i;
const HIGHER = /^(accuracy|acc|precision|recall|f1|r2|auc|roc_auc)$/i;

/** The direction in which a metric improves; a prefix as in `val_mae` is ignored. */
export function directionOf(name: string, directions: Directions = {}): Direction {
  const bare = name.replace(/^(val|valid|validation|test|train|eval)[_/.-]/i, '');
  const chosen = [name, bare].find(key => Object.hasOwn(directions, key));
  if (chosen !== undefined) return directions[chosen] ?? 'unknown';
  // scikit-learn negates losses to make scores (`neg_mean_squared_error`), but other tools use the name without
  // negating.
  if (/^neg_/i.test(bare)) return 'unknown';
  if (LOWER.test(bare)) return 'lower';
  return HIGHER.test(bare) ? 'higher' : 'unknown';
}

/** The directions for a list with runs of several projects: unknown where the projects disagree. */
export function sharedDirections(projects: readonly Directions[]): Directions {
  const [first = {}, ...others] = projects;
  if (others.length === 0) return first;
  const names = new Set(projects.flatMap(Object.keys));
  return Object.fromEntries(
    [...names].map(name => {
      const direction = directionOf(name, first);
      return [name, others.every(other => directionOf(name, other) === direction) ? direction : 'unknown'];
    }),
  );
}
