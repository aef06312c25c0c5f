// Keys of the configuration in the report of an evaluation that its fingerprint does not cover.

import { defineFinding } from '../../text/defineFinding';
import { type JsonNode, member, members } from '../../text/jsonText';
import {
  type EvalForm,
  evalForm,
  isEvalConfig,
  notHashed as notHashedKeys,
  notHashedText,
  unexpected,
} from '../evalConfig';

interface NotHashed {
  readonly paths: readonly string[];
  readonly form: EvalForm;
}

/** The fingerprint of a report does not cover all of its configuration. */
export const notHashed = defineFinding({
  code: 'not-hashed',
  severity: 'info',
  group: 'artifacts',
  summary:
    'The configuration in the report of an evaluation has keys that `config_hash` does not cover, so reports that differ only there have the same hash.',
  fix: 'Compare these keys yourself when you compare two reports. In a configuration with `scorer`, settings in `extra_config` are part of the hash.',
  example:
    '{"eval_name": "math", "total_samples": 5, "fingerprint": {"config_hash": "…"}, "config": {"endpoint": {}, "score_fn": "evals.math.score", "shots": 5}}',
  exampleFile: 'report.json',
  message: ({ paths, form }: NotHashed) => notHashedText(paths, { config: '`config`', form }),
  *find(root: JsonNode) {
    const config = members(root).get('config');
    const fingerprint = member(root, 'fingerprint');
    if (!config || fingerprint?.kind !== 'object' || !isEvalConfig(config.value)) return;
    const hasDataset = member(fingerprint, 'dataset_path')?.kind === 'string';
    const paths = unexpected(notHashedKeys(config.value, { hasDataset }));
    if (paths.length > 0) yield { facts: { paths, form: evalForm(config.value) }, span: config.keySpan };
  },
});
