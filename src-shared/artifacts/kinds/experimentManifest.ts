// The manifest of a PyTyche experiment. Its original validator (seed document 001, `validate_manifest`) stops at the first problem; here all are
// shown, in its order and its words, each at its place. What it leaves unchecked is checked by the schema and told as a warning.
import * as z from 'zod';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { ExactNumber, field, hash64, integer, pattern, text } from '../exact';
import { pytycheProblems } from '../experimentForm';
import type { Kind, RecordedData } from '../kind';
import { duplicates, schemaFindings } from '../validate';

const schemaVersion = field(
  {
    expected: 'the integer 1',
    doc: 'Version of the form of this file; 1 is the only one known.',
    schema: { const: 1 },
  },
  (v): v is ExactNumber => v instanceof ExactNumber && v.token === '1',
);
const flag = (doc: string): z.ZodType<boolean> =>
  field({ expected: 'true or false', doc, schema: { type: 'boolean' } }, v => typeof v === 'boolean');
const anything = (doc: string): z.ZodType<object> =>
  field(
    { expected: 'a JSON object', doc, schema: { type: 'object' } },
    (v): v is object => typeof v === 'object' && v !== null && !Array.isArray(v) && !(v instanceof ExactNumber),
  );

const schema = z
  .object({
    manifest_schema_version: schemaVersion,
    experiment_id: text('Unique identifier of the experiment, by convention `{iso8601}_{short sha}`.'),
    timestamp_utc: pattern(
      'a time in ISO 8601 with offset',
      'When the manifest was made.',
      /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d|Z)$/,
    ),
    git: z
      .object({
        sha: text('Commit that was checked out.'),
        dirty: flag('Whether there were uncommitted changes: then the commit alone does not tell what ran.'),
        branch: text('Branch that was checked out.'),
      })
      .meta({ description: 'The code, as git had it.' }),
    env: z
      .object({ python: text('`sys.version` of the interpreter.'), platform: text('What `platform.platform()` says.') })
      .catchall(text('Version of a package.'))
      .meta({ description: 'What the experiment ran on.' }),
    params: anything('Parameters of the experiment, in any form.'),
    data_provenance: z
      .object({
        kind: text('Where the data comes from: `synthetic` (made from a seed) or `external` (files with hashes).'),
        seed: integer('Seed of synthetic data.').optional(),
        hashes: z
          .record(z.string(), hash64('SHA-256 of a file.'))
          .optional()
          .meta({ description: 'SHA-256 of each file of external data, by name.' }),
      })
      .meta({ description: 'Where the data comes from.' }),
    pytyche: anything('Extensions, by capability; the only other field that is allowed.').optional(),
  })
  .meta({ title: 'PyTyche experiment manifest' });

/** Manifest of an experiment. */
export const experimentManifest: Kind = {
  id: 'experiment-manifest',
  title: 'experiment manifest',
  source: 'PyTyche, module of the experiment manifest: `build_manifest`, `validate_manifest`, `write_manifest`.',
  rules: [
    'The checks of the original validator, in its order: an object; no required field missing; no other field than those and `pytyche`; `data_provenance` is an object with `kind`; `synthetic` needs an integer `seed`; `external` needs a non-empty object `hashes`. All problems are shown; the first in this order has the words of the original.',
    'Integers are judged by how they are written: `7.0` and `1e3` are floats to Python and refused as a seed, booleans too; integers may have any number of digits.',
    'What the original does not check (forms of the other fields, `hashes` that are no SHA-256) is a warning.',
    'Written with sorted keys, two blanks of indentation and a line end: to a temporary file in the same folder, synchronised, then renamed.',
  ],
  fileNames: ['experiment_manifest.json', 'experiment-manifest.json'],
  requiredKeys: ['"manifest_schema_version"', '"data_provenance"'],
  detect: root => {
    const present = members(root);
    return present.has('manifest_schema_version') || (present.has('data_provenance') && present.has('experiment_id'));
  },
  schema,
  schemaId: 'urn:pytyche:experiment-manifest:v1',
  validate,
  claims: () => ({}),
  sections: [
    { id: 'data', title: 'Data', prefixes: ['data_provenance'] },
    { id: 'params', title: 'Parameters', prefixes: ['params'] },
    { id: 'code', title: 'Code', prefixes: ['git'] },
    { id: 'environment', title: 'Environment', prefixes: ['env'] },
    { id: 'extensions', title: 'Extensions', prefixes: ['pytyche'] },
    { id: 'identity', title: 'Identity', prefixes: [] },
  ],
  identity: ['data_provenance', 'params', 'git.sha', 'git.dirty', 'env.python', 'env.platform'],
  data: externalData,
  isRun: false,
};

// Only external data is made of files.
function externalData(root: JsonNode): RecordedData[] {
  const provenance = member(root, 'data_provenance');
  if (stringMember(provenance, 'kind') !== 'external') return [];
  return [...members(member(provenance, 'hashes')).values()].map(({ key, value }) => ({ name: key, hash: value }));
}

function validate(root: JsonNode): Diagnostic[] {
  const own = pytycheProblems(root).map((p): Diagnostic => ({ ...p, severity: 'error', fixes: [] }));
  const isTold = (d: Diagnostic) => own.some(o => o.span.start === d.span.start);
  // An absent field is told by the original already.
  const more = root.kind === 'object' ? schemaFindings(experimentManifest, root).filter(d => !isTold(d)) : [];
  return [...own, ...more.map((d): Diagnostic => ({ ...d, severity: 'warning' })), ...duplicates(root)];
}
