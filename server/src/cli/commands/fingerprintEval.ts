// kyn fingerprint eval: the fingerprint of an evaluation that would start here and now.
import { type Command, formatOption } from '../command';

/** The command. */
export const fingerprintEval: Command = {
  name: 'fingerprint eval',
  usage: 'CONFIG.json [--dataset F] [--allow-dirty] [--format FORMAT]',
  summary: 'Print the fingerprint of an evaluation.',
  details: [
    'CONFIG.json holds endpoint (an object with provider and model; api_key is left out), score_fn, prepare_messages, environment_factory and handle_stop (names: module.qualname), max_samples and tools.',
    'The commit comes from git in the working folder. Where something is not committed, or git does not tell, nothing is printed and the exit code is 1, unless --allow-dirty is given. A lambda as score_fn or prepare_messages is refused.',
  ],
  files: { min: 1, max: 1, name: 'a configuration' },
  options: [
    { name: 'dataset', value: 'F', doc: 'The dataset: its path and the checksum of its first 1 MiB are hashed.' },
    { name: 'allow-dirty', doc: 'Print it although something is not committed; the fingerprint records that.' },
    formatOption('text', 'json'),
  ],
  run: async context => (await import('../fingerprint/printEval')).printEval(context),
};
