// kyn verify: what of a run the files of this machine confirm or contradict.
import { type Command, formatOption } from '../command';

/** The command. */
export const verify: Command = {
  name: 'verify',
  usage: 'RUN... [--format FORMAT]',
  summary: 'Verify what runs record, without a training.',
  details: [
    'Nothing is trained. Each step is confirmed, contradicted or unknown: the text with the CONFIG_HASH, the data file with the SHA-256, the lock of the spec, the script next to the run, and the form of the manifest.',
    'A RUN is a run manifest, a sweep or one of its entries (sweep_results.json#0), or a run of another program. Folders are searched for runs, also where git ignores them.',
    'Of a DVC run, the MD5 of its data, scripts and metrics is compared. Other trackers record nothing that can be compared, and each step says so.',
    'The exit code is 1 if a step is contradicted. An unknown step does not count, so read the summary.',
  ],
  examples: [
    { line: 'verify run_manifest.json', doc: 'Verify what a run records' },
    { line: 'verify runs', doc: 'Verify every run of a folder' },
  ],
  files: { min: 1, max: Number.POSITIVE_INFINITY, noun: 'run' },
  options: [formatOption('text', 'json')],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../verify/runVerify')).runVerify(context),
};
