// Where the files of the examples are, and what each run is made from.

/** The runs of a spec are numbered through the workspace. `sweep`: all combinations of the spec are trained as one run. */
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

/** The name of the folder of a run: date, number, spec. */
export const runName = (day, number, { spec }) => `${day}_${number}_${spec.replace(/\.kyn$/, '')}`;

/** The file that a run keeps in its folder. */
export const resultFile = ({ sweep }) => (sweep ? 'sweep_results.json' : 'run_manifest.json');
