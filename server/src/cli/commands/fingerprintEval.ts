// kyn fingerprint eval: the fingerprint of an evaluation that would start now.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintEval: Command = {
  name: 'fingerprint eval',
  usage: 'CONFIG.json [--dataset F] [--allow-dirty] [--format FORMAT]',
  summary: 'Print the fingerprint of an evaluation.',
  details: [
    'CONFIG.json contains endpoint (an object with provider and model; api_key is not hashed), score_fn or scorer, prepare_messages, environment_factory and handle_stop (names: module.qualname), max_samples and tools.',
    'A configuration with scorer is read in the newer form, which also hashes extra_config; any other one in the documented form. config_form states which, and not_hashed lists the keys that are not hashed.',
    'The commit comes from git in the working folder. If there are uncommitted changes, or git does not report whether there are any, nothing is printed and the exit code is 1, unless --allow-dirty is given. A lambda as score_fn or prepare_messages is rejected.',
  ],
  examples: [
    { line: 'fingerprint eval config.json --dataset data.jsonl', doc: 'Print the fingerprint of an evaluation' },
  ],
  files: { min: 1, max: 1, noun: 'configuration file' },
  options: [
    {
      name: 'dataset',
      value: 'F',
      isInput: true,
      doc: 'The dataset. Its path and the checksum of its first MiB are hashed.',
    },
    { name: 'allow-dirty', doc: 'Print the fingerprint despite uncommitted changes; it records them.' },
    formatOption('text', 'json'),
  ],
  run: async context => (await import('../fingerprint/printEval')).printEval(context),
};
