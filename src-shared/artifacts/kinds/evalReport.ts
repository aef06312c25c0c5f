// report.json of an evaluation: results, and the fingerprint of what was evaluated.
// Source: the document on config fingerprinting (seed document 003), EvalReport and "report.json".
import * as z from 'zod';
import type { Diagnostic } from '../../text/diagnostic';
import { type JsonMember, type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { field, integer, number, text } from '../exact';
import { fingerprintFields, fingerprintNotes, names } from '../fingerprintForm';
import type { Kind } from '../kind';

const isList = (v: unknown): v is unknown[] => Array.isArray(v);
const isObject = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);

const fingerprint = z
  .object({
    ...fingerprintFields('eval', 'endpoint, functions, number of samples and dataset'),
    endpoint_summary: text('Provider and model: `anthropic/claude-…`.'),
    tools: names('Tools that the environment offered, as it named them.'),
    dataset_path: text(
      'The dataset file as it was named; null where there was none. Path and checksum are part of config_hash.',
    ).nullable(),
  })
  .meta({ description: 'Which configuration was evaluated, and with which code.' });

const schema = z
  .object({
    eval_name: text('Name of the evaluation.'),
    dataset_path: text('The dataset that was evaluated on.').nullable().optional(),
    total_samples: integer('How many samples were evaluated.').optional(),
    summary_metrics: z
      .record(z.string(), number('Value of a metric over all samples.'))
      .meta({ description: 'Metrics over all samples: the result.' })
      .optional(),
    sample_results: field(
      { expected: 'a list', doc: 'The result of each sample.', schema: { type: 'array' } },
      isList,
    ).optional(),
    config: field(
      {
        expected: 'a JSON object',
        doc: 'The configuration as the evaluation noted it, without a form of its own.',
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
    'Told by its content only, for many tools write a report.json: a fingerprint of the domain eval, or eval_name beside summary_metrics, sample_results or total_samples.',
    'A fingerprint may be missing or null, as in older reports; that is told, and two such reports cannot be compared.',
    'score_fn and prepare_messages may be no lambdas, wherever they are recorded.',
    'A config_hash of 8 to 15 digits is read as a shortened one, with a warning.',
  ],
  fileNames: [],
  requiredKeys: ['"fingerprint"', '"eval_name"'],
  detect: root => {
    const own = member(root, 'fingerprint');
    const isOurs = ['config_hash', 'git_sha', 'endpoint_summary'].filter(key => has(own, key)).length > 1;
    // What says of itself that it is of a session is no report, though its fingerprint looks alike.
    if (stringMember(root, 'type') === 'session' || stringMember(own, 'domain') === 'session') return false;
    const isReport = ['summary_metrics', 'sample_results', 'total_samples'].some(key => has(root, key));
    return isOurs || (has(root, 'eval_name') && isReport);
  },
  schema,
  claims: root => {
    const own = member(root, 'fingerprint');
    const metrics = [...members(member(root, 'summary_metrics'))].map(([name, m]) => [name, m.value] as const);
    return { ...(own?.kind === 'object' && { fingerprint: own }), metrics: new Map(metrics) };
  },
  extra: root => [...fingerprintNotes(root, 'report'), ...lambdas(root)],
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

const NAMED = ['score_fn', 'prepare_messages'];

// The results of samples are what a model wrote, and no record of a function.
function lambdas(root: JsonNode): Diagnostic[] {
  if (root.kind !== 'object') return [];
  return root.members.filter(m => m.key !== 'sample_results').flatMap(lambdasIn);
}

function lambdasIn({ key, value }: JsonMember): Diagnostic[] {
  if (value.kind === 'object') return value.members.flatMap(lambdasIn);
  if (value.kind === 'array')
    return value.items.flatMap(item => lambdasIn({ key: '', keySpan: item.span, value: item }));
  if (value.kind !== 'string' || !NAMED.includes(key) || !value.text.includes('<lambda>')) return [];
  const message = `${key} is a lambda, which nothing tells from another one, so it is not known what was done. Give the function a name with def and evaluate again.`;
  return [{ code: 'lambda-name', severity: 'error', message, span: value.span, fixes: [] }];
}
