// report.json of an evaluation: its results and the fingerprint of its configuration.
// Source: the document on config fingerprinting (seed document 003), EvalReport and "report.json".
import * as z from 'zod';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { field, integer, number, text } from '../exact';
import { lambdaName } from '../findings/lambdaName';
import { noFingerprint } from '../findings/noFingerprint';
import { notHashed } from '../findings/notHashed';
import { shortenedHash } from '../findings/shortenedHash';
import { fingerprintFields, names } from '../fingerprintForm';
import type { Kind } from '../kind';

const isList = (v: unknown): v is unknown[] => Array.isArray(v);
const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);

const fingerprint = z
  .object({
    ...fingerprintFields('eval', 'the endpoint, the functions, the number of samples and the dataset'),
    endpoint_summary: text('Provider and model, e.g. `anthropic/claude-…`.'),
    tools: names('Names of the tools that the environment offered.'),
    dataset_path: text(
      'Path of the dataset file, as it was given; null without a dataset. Path and checksum are part of config_hash.',
    ).nullable(),
  })
  .meta({ description: 'Configuration and code of the evaluation.' });

const schema = z
  .object({
    eval_name: text('Name of the evaluation.'),
    dataset_path: text('Path of the evaluation dataset.').nullable().optional(),
    total_samples: integer('Number of samples that were evaluated.').optional(),
    summary_metrics: z
      .record(z.string(), number('Value of a metric over all samples.'))
      .meta({ description: 'Results: metrics over all samples.' })
      .optional(),
    sample_results: field(
      { expected: 'a list', doc: 'Result of each sample.', schema: { type: 'array' } },
      isList,
    ).optional(),
    config: field(
      {
        expected: 'a JSON object',
        doc: 'Configuration of the evaluation, in any form.',
        schema: { type: 'object' },
      },
      isObject,
    ).optional(),
    fingerprint: fingerprint.nullable().optional(),
    timestamp: text('When the evaluation ran.').optional(),
  })
  .meta({ title: 'Evaluation report' });

/** Report of an evaluation. */
export const evalReport: Kind = {
  id: 'eval-report',
  title: 'report',
  source: 'Config fingerprinting: EvalReport, report.json.',
  rules: [
    'Detected by content only, because many tools write a report.json: a fingerprint of the domain eval, or eval_name together with summary_metrics, sample_results or total_samples.',
    'The fingerprint may be missing or null, as in older reports. This is reported, and two such reports cannot be compared.',
    'score_fn, scorer and prepare_messages must not be lambdas, wherever they are recorded.',
    'A configuration with scorer has the newer form, in which config_hash covers scorer and extra_config instead of score_fn. Keys of the configuration that config_hash does not cover are reported.',
    'A config_hash of 8 to 15 digits is read as a shortened hash, with a warning.',
  ],
  fileNames: [],
  requiredKeys: ['"fingerprint"', '"eval_name"'],
  detect: root => {
    const fingerprint = member(root, 'fingerprint');
    const hasFingerprint =
      ['config_hash', 'git_sha', 'endpoint_summary'].filter(key => has(fingerprint, key)).length > 1;
    // The fingerprint of a session has the same fields.
    if (stringMember(root, 'type') === 'session' || stringMember(fingerprint, 'domain') === 'session') return false;
    const hasResults = ['summary_metrics', 'sample_results', 'total_samples'].some(key => has(root, key));
    return hasFingerprint || (has(root, 'eval_name') && hasResults);
  },
  schema,
  claims: root => {
    const recorded = member(root, 'fingerprint');
    const metrics = [...members(member(root, 'summary_metrics'))].map(([name, m]) => [name, m.value] as const);
    return { ...(recorded?.kind === 'object' && { fingerprint: recorded }), metrics: new Map(metrics) };
  },
  extra: root => [
    ...noFingerprint.find(root, 'report'),
    ...shortenedHash.find(root),
    ...lambdaName.find(root),
    ...notHashed.find(root),
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
  identity: ['fingerprint'],
  isRun: true,
};

const has = (node: JsonNode | undefined, key: string): boolean => member(node, key) !== undefined;
