// .kynml.json: the settings that a project shares, for the editor and the command line. Defined by this project. It cannot name a program.
import * as z from 'zod/mini';
import { isGlob } from '../../text/glob';
import { type JsonNode, member } from '../../text/jsonText';
import { documented, field, isNumber, pattern, text } from '../exact';
import { choice, nonEmpty } from '../fields';
import { beyondLimit } from '../findings/beyondLimit';
import { unknownField, unknownMembers } from '../findings/unknownField';
import type { Kind } from '../kind';
import { MODULE_NAME, SLURM_COUNTS, SLURM_TEXTS } from '../slurmFields';

const words = (what: string) =>
  z.optional(
    documented(z.array(nonEmpty('A word.')), { description: `${what} to accept besides those of the documentation.` }),
  );

const extra = documented(
  z.object({
    activation: words('Activations'),
    layer: words('Layers'),
    loss: words('Losses'),
    optimizer: words('Optimizers'),
    scheduler: words('Schedulers'),
    metric: words('Metrics'),
    device: words('Devices'),
  }),
  { description: 'Words that are never reported, by category.' },
);

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';

const policy = documented(
  z.catchall(
    z.object({
      strict: z.optional(
        field(
          { expected: 'true or false', doc: 'Every `warn` counts as `error`.', schema: { type: 'boolean' } },
          isBoolean,
        ),
      ),
    }),
    choice('Severity of this row of the table of differences.', ['info', 'warn', 'error']),
  ),
  { description: 'Severities of differences between two runs, by the name of the row (docs/formats.md).' },
);

const glob = field(
  {
    expected: 'a valid pattern, such as `old/**`',
    doc: 'A pattern.',
    schema: { type: 'string', minLength: 1 },
  },
  (value): value is string => typeof value === 'string' && value !== '' && isGlob(value),
);

const ignore = z.optional(
  documented(z.array(glob), {
    description:
      'Patterns of files that are not artifacts, relative to the folder of this file: `old/**`, `**/fixtures/*.json`.',
  }),
);

const runs = {
  headlineMetric: z.optional(text('The metric that lists of runs show first.')),
  metricDirections: z.optional(
    documented(z.record(z.string(), choice('Which values of this metric are better.', ['lower', 'higher'])), {
      description: 'Which values of a metric are better, where its name does not show it: `{"bleu": "higher"}`.',
    }),
  ),
};

const atMost = (doc: string, most: number) =>
  z.optional(
    field(
      { expected: `a whole number from 1 to ${most}`, doc, schema: { type: 'integer', minimum: 1, maximum: most } },
      (value): value is symbol => isNumber(value, token => /^[1-9]\d{0,8}$/.test(token) && Number(token) <= most),
    ),
  );

const slurm = {
  ...Object.fromEntries(
    Object.entries(SLURM_TEXTS).map(([name, { expected, doc, form }]) => [
      name,
      z.optional(pattern(expected, doc, form)),
    ]),
  ),
  ...Object.fromEntries(Object.entries(SLURM_COUNTS).map(([name, { doc, most }]) => [name, atMost(doc, most)])),
  modules: z.optional(
    documented(z.array(pattern('the name of a module, such as `cuda/12.1`', 'A module.', MODULE_NAME)), {
      description: 'Modules that are loaded before each run, in order.',
    }),
  ),
};

const schema = documented(
  z.object({
    $schema: z.optional(text('The address of the schema of this file.')),
    catalog: z.optional(
      documented(z.object({ extra: z.optional(extra) }), {
        description: 'Words of specs besides those of the documentation.',
      }),
    ),
    policy: z.optional(policy),
    artifacts: z.optional(documented(z.object({ ignore }), { description: 'Which files are artifacts.' })),
    runs: z.optional(documented(z.object(runs), { description: 'How runs are listed and compared.' })),
    targets: z.optional(
      documented(
        z.object({
          slurm: z.optional(documented(z.object(slurm), { description: 'What each run requests from Slurm.' })),
        }),
        { description: 'Resources of runs that are submitted to a target (docs/targets.md).' },
      ),
    ),
  }),
  { title: 'KynML shared settings' },
);

// The objects with a fixed set of fields, by their path.
const OBJECTS: readonly (readonly [path: string, fields: readonly string[]])[] = [
  ['catalog', ['extra']],
  ['catalog.extra', Object.keys(extra.shape)],
  ['artifacts', ['ignore']],
  ['runs', Object.keys(runs)],
  ['targets', ['slurm']],
  ['targets.slurm', Object.keys(slurm)],
];

const at = (root: JsonNode, path: string): JsonNode | undefined =>
  path.split('.').reduce<JsonNode | undefined>((node, key) => node && member(node, key), root);

/** Shared settings. */
export const sharedSettings: Kind = {
  id: 'kynml-settings',
  title: 'settings file',
  source: 'This project: docs/cli.md, "Shared settings".',
  rules: [
    'Recognised by its name alone.',
    'All fields are optional. A field that is not listed here has no effect, which is an error.',
    'It holds data only: no field names a program that kyn starts, and none is a path of this computer outside of its folder.',
    'A list of words and the directions of metrics have at most 1,000 entries, and a word or name at most 200 characters. `artifacts.ignore` has at most 100 patterns with 2,000 characters together, and a pattern at most 1,000.',
    'At most 64 KiB are read. A link that leads out of the folder or its repository is not followed.',
  ],
  fileNames: ['.kynml.json'],
  ownsNames: true,
  requiredKeys: [],
  detect: () => false,
  schema,
  foreign: 'no-effect',
  extra: root => [
    ...OBJECTS.flatMap(([path, fields]) =>
      unknownField.find(unknownMembers(at(root, path), fields), { owner: `\`${path}\``, foreign: 'no-effect' }),
    ),
    ...beyondLimit.find(root),
  ],
  claims: root => ({ settings: root }),
  sections: [{ id: 'settings', title: 'Settings', prefixes: [] }],
  identity: [],
  isRun: false,
};
