// report.json of an evaluation: its results and the fingerprint of its configuration.
// Source: the document on config fingerprinting (seed document 003), EvalReport and "report.json".
import * as z from 'zod/mini';
import { type JsonNode, member, stringMember } from '../../text/jsonText';
import { documented, exactValue, field, integer, metric, text } from '../exact';
import { lambdaName } from '../findings/lambdaName';
import { metricForm } from '../findings/metricForm';
import { noFingerprint } from '../findings/noFingerprint';
import { notHashed } from '../findings/notHashed';
import { shortenedHash } from '../findings/shortenedHash';
import { fingerprintFields, names } from '../fingerprintForm';
import type { Kind } from '../kind';
import { shownText, timeClaim } from '../listedTexts';
import { emptied, metricsIn } from '../metrics';
import { countKeys, hasAll, isObjectNode } from '../shape';

const isList = (v: unknown): v is unknown[] => Array.isArray(v);
const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);

const fingerprint = documented(
  z.object({
    ...fingerprintFields('eval', 'the endpoint, the functions, the number of samples and the dataset'),
    endpoint_summary: text('Provider and model, e.g. `anthropic/claude-…`.'),
    tools: names('Names of the tools that the environment offered.'),
    dataset_path: z.nullable(
      text(
        'Path of the dataset file, as it was given; null without a dataset. Path and checksum are part of config_hash.',
      ),
    ),
  }),
  { description: 'Configuration and code of the evaluation.' },
);

const schema = documented(
  z.object({
    eval_name: text('Name of the evaluation.'),
    dataset_path: z.optional(z.nullable(text('Path of the evaluation dataset.'))),
    total_samples: z.optional(integer('Number of samples that were evaluated.')),
    summary_metrics: z.optional(
      documented(z.record(z.string(), metric('Value of a metric over all samples.')), {
        description: 'Results: metrics over all samples.',
      }),
    ),
    sample_results: z.optional(
      field({ expected: 'a list', doc: 'Result of each sample.', schema: { type: 'array' } }, isList),
    ),
    config: z.optional(
      field(
        {
          expected: 'a JSON object',
          doc: 'Configuration of the evaluation, in any form.',
          schema: { type: 'object' },
        },
        isObject,
      ),
    ),
    fingerprint: z.optional(z.nullable(fingerprint)),
    timestamp: z.optional(text('When the evaluation ran.')),
  }),
  { title: 'Evaluation report' },
);

const SIGNS = ['config_hash', 'git_sha', 'git_dirty', 'endpoint_summary'] as const;

const signsIn = (node: JsonNode | undefined): number => countKeys(node, SIGNS);

// Other programs have fingerprints with a hash and a commit too, so the forms of the fields count, unless the domain is stated.
function isEvalFingerprint(node: JsonNode | undefined): boolean {
  if (!node) return false;
  const forms = fingerprint.shape;
  const values = SIGNS.map(name => ({ name, value: member(node, name) }));
  const valid = values.filter(({ name, value }) => value && forms[name].safeParse(exactValue(value)).success).length;
  return valid >= 3 || (stringMember(node, 'domain') === 'eval' && (valid >= 1 || signsIn(node) >= 2));
}

function hasResults(root: JsonNode): boolean {
  const recorded = member(root, 'fingerprint');
  return (
    isObjectNode(member(root, 'summary_metrics')) ||
    member(root, 'sample_results')?.kind === 'array' ||
    isObjectNode(recorded) ||
    recorded?.kind === 'null'
  );
}

/** Report of an evaluation. */
export const evalReport: Kind = {
  id: 'eval-report',
  title: 'evaluation report',
  source: 'Config fingerprinting: EvalReport, report.json.',
  rules: [
    'Detected by a fingerprint of the domain eval with two of its other fields, or with one in the documented form; by a fingerprint in which at least three of `config_hash`, `git_sha`, `git_dirty` and `endpoint_summary` have the documented form; by `eval_name` and a fingerprint with two of these fields in any form; or by `eval_name` and `total_samples` together with an object `summary_metrics`, a list `sample_results` or a `fingerprint` that is an object or null. A file whose `type` or domain is session is not a report.',
    'The fingerprint may be missing or null, as in older reports. This is reported, and two such reports cannot be compared.',
    'score_fn, scorer and prepare_messages must not be lambdas, wherever they are recorded.',
    'A configuration with scorer has the newer form, in which config_hash covers scorer and extra_config instead of score_fn. Keys of the configuration that config_hash does not cover are reported.',
    'A config_hash of 8 to 15 digits is read as a shortened hash, with a warning.',
  ],
  fileNames: [],
  requiredKeys: ['"fingerprint"', '"eval_name"'],
  detect: root => {
    const recorded = member(root, 'fingerprint');
    // The fingerprint of a session has the same fields.
    if (stringMember(root, 'type') === 'session' || stringMember(recorded, 'domain') === 'session') return false;
    if (isEvalFingerprint(recorded)) return true;
    return hasAll(root, 'eval_name') && (signsIn(recorded) >= 2 || (hasAll(root, 'total_samples') && hasResults(root)));
  },
  schema,
  claims: root => {
    const recorded = member(root, 'fingerprint');
    const metrics = metricsIn(root, 'summary_metrics');
    return {
      ...(recorded?.kind === 'object' && { fingerprint: recorded }),
      ...timeClaim(root, 'timestamp'),
      metrics,
    };
  },
  listing: {
    title: 'Evaluation reports',
    name: root => shownText(root, 'eval_name'),
    facts: () => [],
  },
  extra: root => [
    ...noFingerprint.find(root, 'evaluation report'),
    ...shortenedHash.find(root),
    ...lambdaName.find(root),
    ...notHashed.find(root),
    ...metricForm.find(root, 'summary_metrics'),
  ],
  sections: [
    { id: 'identity', title: 'Identity', prefixes: ['eval_name', 'total_samples', 'timestamp'] },
    { id: 'fingerprint', title: 'Fingerprint', prefixes: ['fingerprint'] },
    { id: 'data', title: 'Data', prefixes: ['dataset_path'] },
    { id: 'config', title: 'Configuration', prefixes: ['config'] },
    { id: 'samples', title: 'Samples', prefixes: ['sample_results'] },
    { id: 'other', title: 'Other', prefixes: [] },
  ],
  metricsField: 'summary_metrics',
  withoutMetrics: root => emptied(root, 'summary_metrics'),
  identity: ['fingerprint'],
  isRun: true,
};
