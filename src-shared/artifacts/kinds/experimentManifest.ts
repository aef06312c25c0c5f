// The manifest of a PyTyche experiment. Its original validator (seed document 001, `validate_manifest`) stops at the first problem. Here all problems
// are reported, in its order and with its messages. The schema checks the rest and reports warnings.
import * as z from 'zod/mini';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { documented, type ExactNumber, field, hash64, integer, isNumber, pattern, text } from '../exact';
import { isExperimentForm, pytycheProblems } from '../experimentForm';
import { isSupportedManifest } from '../experimentVersion';
import { duplicateField } from '../findings/duplicateField';
import { manifestVersion } from '../findings/manifestVersion';
import type { Kind, RecordedData } from '../kind';
import { shownText, shownTexts, timeClaim } from '../listedTexts';
import { schemaFindings } from '../validate';

const schemaVersion = field(
  {
    expected: 'the integer 1',
    doc: 'Version of the file format. Only 1 is supported.',
    schema: { const: 1 },
  },
  (v): v is ExactNumber => isNumber(v, token => token === '1'),
);
const flag = (doc: string): z.ZodMiniType<boolean> =>
  field({ expected: 'true or false', doc, schema: { type: 'boolean' } }, v => typeof v === 'boolean');
const anything = (doc: string): z.ZodMiniType<object> =>
  field(
    { expected: 'a JSON object', doc, schema: { type: 'object' } },
    (v): v is object => typeof v === 'object' && v !== null && !Array.isArray(v),
  );

const schema = documented(
  z.object({
    manifest_schema_version: schemaVersion,
    experiment_id: text('Unique identifier of the experiment, by convention `{iso8601}_{short sha}`.'),
    timestamp_utc: pattern(
      'a time in ISO 8601 with offset',
      'When the manifest was created.',
      /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:?\d\d|Z)$/,
    ),
    git: documented(
      z.object({
        sha: text('Commit that was checked out.'),
        dirty: flag('Whether there were uncommitted changes. If so, the commit does not identify the code that ran.'),
        branch: text('Branch that was checked out.'),
      }),
      { description: 'State of the code in git.' },
    ),
    env: documented(
      z.catchall(
        z.object({
          python: text('`sys.version` of the interpreter.'),
          platform: text('Platform, as `platform.platform()` returns it.'),
        }),
        text('Version of a package.'),
      ),
      { description: 'Software and machine of the experiment.' },
    ),
    params: anything('Parameters of the experiment, in any form.'),
    data_provenance: documented(
      z.object({
        kind: text('Source of the data: `synthetic` (generated from a seed) or `external` (files with hashes).'),
        seed: z.optional(integer('Seed of synthetic data.')),
        hashes: documented(z.optional(z.record(z.string(), hash64('SHA-256 of a file.'))), {
          description: 'SHA-256 of each file of external data, by name.',
        }),
      }),
      { description: 'Source of the data.' },
    ),
    pytyche: z.optional(anything('Extensions, by capability. Other additional fields are not allowed.')),
  }),
  { title: 'PyTyche experiment manifest' },
);

/** Manifest of an experiment. */
export const experimentManifest: Kind = {
  id: 'experiment-manifest',
  title: 'experiment manifest',
  source: 'PyTyche, module of the experiment manifest: `build_manifest`, `validate_manifest`, `write_manifest`.',
  rules: [
    'Detected by `manifest_schema_version` 1 and two more of the required fields; with any other version by all required fields. The version is then reported, and nothing else is checked. `1.0` equals 1 in Python, so such a file is checked; the form of the number is a warning.',
    'The checks of the original validator, in its order: the file is an object; no required field is missing; `pytyche` is the only other field; `data_provenance` is an object with `kind`; `synthetic` requires an integer `seed`; `external` requires a non-empty object `hashes`. All problems are reported, with the messages of the original.',
    'Integers are checked as they are written: `7.0` and `1e3` are floats in Python and are rejected as a seed, as booleans are. Integers may have at most 4,300 digits, because Python reads no more.',
    'Problems that the original does not check (forms of the other fields, `hashes` that are not SHA-256) are warnings.',
    'A comparison counts `manifest_schema_version`, `params`, `git.sha`, `git.dirty`, `env.python` and `env.platform` as unknown where their form is wrong, although that is only a warning.',
    'Two versions are merged by capability in `pytyche`; all other fields together count as one, because they record one experiment.',
    'Written with sorted keys, two spaces of indentation and a newline at the end: to a temporary file in the same folder, which is synced and renamed.',
  ],
  fileNames: ['experiment_manifest.json', 'experiment-manifest.json'],
  requiredKeys: ['"manifest_schema_version"'],
  sharesNames: true,
  detect: isExperimentForm,
  schema,
  schemaId: 'urn:pytyche:experiment-manifest:v1',
  validate,
  claims: root => timeClaim(root, 'timestamp_utc'),
  listing: {
    title: 'Experiment manifests',
    name: root => shownText(root, 'experiment_id'),
    facts: root => [
      ...shownTexts(member(root, 'data_provenance'), ['kind']).map(kind => `${kind} data`),
      ...shownTexts(member(root, 'git'), ['sha']).map(sha => `commit ${sha.slice(0, 8)}`),
      ...(isDirty(root) ? ['uncommitted changes'] : []),
    ],
  },
  sections: [
    { id: 'data', title: 'Data', prefixes: ['data_provenance'] },
    { id: 'params', title: 'Parameters', prefixes: ['params'] },
    { id: 'code', title: 'Code', prefixes: ['git'] },
    { id: 'environment', title: 'Environment', prefixes: ['env'] },
    { id: 'extensions', title: 'Extensions', prefixes: ['pytyche'] },
    { id: 'identity', title: 'Identity', prefixes: [] },
  ],
  // The fields of another version may have another meaning.
  identity: [
    'manifest_schema_version',
    'data_provenance',
    'params',
    'git.sha',
    'git.dirty',
    'env.python',
    'env.platform',
  ],
  data: externalData,
  merge: {
    together: Object.keys(schema.shape).filter(key => key !== 'pytyche'),
    whole: ['pytyche'],
    remedy: 'Keep one of the two experiments.',
  },
  isRun: false,
};

function isDirty(root: JsonNode): boolean {
  const dirty = member(member(root, 'git'), 'dirty');
  return dirty?.kind === 'bool' && dirty.value;
}

// Only external data consists of files. In another version of the format, the fields may have another meaning.
function externalData(root: JsonNode): RecordedData[] {
  if (!isSupportedManifest(member(root, 'manifest_schema_version'))) return [];
  const provenance = member(root, 'data_provenance');
  if (stringMember(provenance, 'kind') !== 'external') return [];
  return [...members(member(provenance, 'hashes')).values()].map(({ key, value }) => ({ name: key, hash: value }));
}

function validate(root: JsonNode): Diagnostic[] {
  const unsupported = manifestVersion.find(root);
  if (unsupported.length > 0) return unsupported;
  const problems = pytycheProblems(root);
  const isReported = (d: Diagnostic) => problems.some(p => p.span.start === d.span.start);
  const others = root.kind === 'object' ? schemaFindings(experimentManifest, root).filter(d => !isReported(d)) : [];
  return [...problems, ...others.map((d): Diagnostic => ({ ...d, severity: 'warning' })), ...duplicateField.find(root)];
}
