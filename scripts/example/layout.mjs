// Where the files of the examples are, and what each run is made from.

/**
 * A run of a spec; with `sweep`, all its combinations.
 * @typedef {{ spec: string, sweep?: boolean }} Run
 */

/**
 * The examples. Runs are numbered in this order.
 * @type {{ folder: string, lockedSpec?: string, runs: Run[] }[]}
 */
export const layouts = [
  {
    folder: 'house-price',
    lockedSpec: 'house_price.kyn',
    runs: [{ spec: 'house_price.kyn' }, { spec: 'house_price.kyn' }, { spec: 'house_price_wide.kyn' }],
  },
  { folder: 'house-price-sweep', runs: [{ spec: 'house_price_sweep.kyn', sweep: true }] },
];

/** The data of each example, relative to its folder. */
export const DATA = 'data/houses.csv';

/** The lock of an example, relative to its folder. */
export const LOCK = 'kynml.lock';

/** The folder of the runs, relative to that of the example. */
export const RUNS = 'runs';

/**
 * The name of the folder of a run: date, number, spec.
 * @param {string} day
 * @param {number} number
 * @param {Run} run
 */
export const runName = (day, number, { spec }) => `${day}_${number}_${spec.replace(/\.kyn$/, '')}`;

/**
 * The file that a run keeps in its folder.
 * @param {Pick<Run, 'sweep'>} run
 */
export const resultFile = ({ sweep }) => (sweep ? 'sweep_results.json' : 'run_manifest.json');
