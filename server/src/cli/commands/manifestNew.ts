// kyn manifest new: an experiment manifest from git, the interpreter, parameters and provenance.
import type { Command } from '../command';

/** The command. */
export const manifestNew: Command = {
  name: 'manifest new',
  usage:
    '[--params FILE] (--provenance FILE | --synthetic-seed N | --external NAME=FILE...) [--id ID] --out FILE [--force]',
  summary: 'Write an experiment manifest from git and the interpreter.',
  details: [
    'Commit, branch and uncommitted changes come from git in the working folder. Version and platform come from the interpreter of the active environment (VIRTUAL_ENV, CONDA_PREFIX, otherwise the first Python on PATH). Both are required.',
    'The provenance is a JSON object: {"kind": "synthetic", "seed": 7} or {"kind": "external", "hashes": {"train.csv": "<64 hex>"}}. --synthetic-seed writes the first form, and --external the second one with the SHA-256 of each file. One of these options is required, because the source of the data cannot be guessed.',
    'The file is written atomically. Its folder must exist. An empty file is replaced, and with --force an experiment manifest, but no other file, and no file behind a link that leads out of the working folder and its repository.',
  ],
  examples: [
    {
      line: 'manifest new --provenance data.json --out runs/manifest.json',
      doc: 'Write the manifest of an experiment',
    },
  ],
  files: { min: 0, max: 0, noun: 'file' },
  options: [
    {
      name: 'params',
      value: 'FILE',
      isInput: true,
      doc: 'JSON object with the parameters of the experiment. Default: none.',
    },
    { name: 'provenance', value: 'FILE', isInput: true, doc: 'JSON object with the source of the data.' },
    { name: 'synthetic-seed', value: 'N', allowsDash: true, doc: 'The data was generated from this seed.' },
    {
      name: 'external',
      value: 'NAME=FILE',
      repeatable: true,
      doc: 'The data is in this file, which is hashed. Repeat it for each file.',
    },
    { name: 'id', value: 'ID', doc: 'Identifier of the experiment. Default: the time and the short commit.' },
    { name: 'out', value: 'FILE', doc: 'The file to write; `-` prints the manifest.' },
    { name: 'force', doc: 'Replace an existing experiment manifest.' },
  ],
  ownsOutput: true,
  run: async context => (await import('../manifest/newManifest')).newManifest(context),
};
