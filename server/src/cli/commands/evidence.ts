// kyn evidence: a package about a run that others can check without this tool.
import { type Command, formatOption } from '../command';
import { FORMATS, isDocument, REPORTS } from '../evidence/formatNames';

/** The command. */
export const evidence: Command = {
  name: 'evidence',
  usage: 'RUN [--output-file FOLDER|FILE] [--with-data] [--sign KEY] [--format FORMAT] [--report FORMAT]',
  summary: 'Write a package about a run that others can check.',
  details: [
    'RUN is a run manifest, an entry of a sweep such as sweep_results.json#0, or a run of another tracker. The package has its file, the spec and its imports, the lock, the generated script, the environment, the SHA-256 of the data, the commit with the uncommitted changes of tracked files, and what kyn verify finds. Of a run of another tracker, it has the files that were read. README.md states the verdict first, and names what is not in the package and why.',
    'The package can be checked with `sha256sum -c SHA256SUMS`, or with `kyn evidence verify`. It is described in ro-crate-metadata.json (RO-Crate 1.1, Process Run Crate).',
    'With an output whose name ends with .zip, the same files are written as one ZIP archive, which is not compressed.',
    'A folder must not exist; an archive is replaced. Both are written as a whole or not at all. If a file has a secret, nothing is written, and the exit code is 1. A contradicted run is packaged as well. The same run and files give the same bytes.',
    'With --format in-toto or cyclonedx, a document is written in place of a package: a statement of in-toto with the provenance of SLSA, or a CycloneDX bill of materials of the model. It has digests, and no files.',
    'Read git/changes.diff before you hand the package out: it has all uncommitted changes of the repository.',
  ],
  examples: [
    { line: 'evidence run_manifest.json -o evidence', doc: 'Write the package of a run' },
    { line: 'evidence sweep_results.json#3 -o evidence.zip --with-data', doc: 'Write a ZIP archive with the data' },
  ],
  files: { min: 1, max: 1, noun: 'run' },
  options: [
    {
      name: 'output-file',
      short: 'o',
      value: 'FOLDER|FILE',
      doc: 'Write to this folder, which must not exist, or to this file. A package needs it; a document is printed without it.',
    },
    { name: 'with-data', doc: 'Include the data file with the recorded SHA-256.' },
    {
      name: 'sign',
      value: 'KEY',
      isInput: true,
      doc: 'Sign the checksums with this SSH key. With ssh-agent, name the public key. gpg:ID signs with the OpenPGP key that gpg knows by this ID.',
    },
    {
      ...formatOption(...FORMATS),
      doc: `What to write: ${FORMATS.join(', ')}. Default: zip for a name that ends with .zip, otherwise folder.`,
    },
    {
      ...formatOption(...REPORTS),
      name: 'report',
      doc: 'How to print what was written: text, json. Default: text.',
    },
  ],
  printsData: options => options.get('report') === 'json' || isDocument(options.get('format')),
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../evidence/runEvidence')).runEvidence(context),
};
