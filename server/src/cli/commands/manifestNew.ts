// kyn manifest new: an experiment manifest from git, the interpreter, parameters and provenance.
import type { Command } from '../command';

/** The command. */
export const manifestNew: Command = {
  name: 'manifest new',
  usage: '[--params FILE] [--provenance FILE] [--id ID] --out FILE',
  summary: 'Write an experiment manifest from git and the interpreter.',
  details: [
    'git says commit, branch and whether there are uncommitted changes in the working folder; the interpreter of the active environment (VIRTUAL_ENV, CONDA_PREFIX, else the first Python on PATH) says its version and platform. Both must answer: half a manifest is none.',
    'The provenance is a JSON object: {"kind": "synthetic", "seed": 7} or {"kind": "external", "hashes": {"train.csv": "<64 hex>"}}. Where the data comes from cannot be guessed, so without it nothing is written.',
    'The file is written whole or not at all, and its folder must be there.',
  ],
  files: { min: 0, max: 0, name: 'a file' },
  options: [
    {
      name: 'params',
      value: 'FILE',
      doc: 'JSON object with the parameters of the experiment. Without it there are none.',
    },
    { name: 'provenance', value: 'FILE', doc: 'JSON object that says where the data comes from.' },
    { name: 'id', value: 'ID', doc: 'Identifier of the experiment. Without it: the time and the short commit.' },
    { name: 'out', value: 'FILE', doc: 'The file to write.' },
  ],
  run: async context => (await import('../manifest/newManifest')).newManifest(context),
};
