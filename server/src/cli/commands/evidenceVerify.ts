// kyn evidence verify: checks a package with nothing but its files.
import { type Command, formatOption } from '../command';

/** The command. */
export const evidenceVerify: Command = {
  name: 'evidence verify',
  usage: 'FOLDER|ZIP [--allowed-signers FILE] [--format FORMAT]',
  summary: 'Check a package about a run.',
  details: [
    'FOLDER or ZIP is a package that kyn evidence wrote. Each file is compared with its checksum, and no file may have been added. The spec must have the CONFIG_HASH that the run records, the script must be made from it, and the data, where it is included, must have the recorded SHA-256. The files of a run of another tracker must say what recorded.json states.',
    'The verdict of kyn verify in the package was computed by its maker, so a good one counts as unknown here.',
    'The exit code is 1 if a check is contradicted, or if the package states that the run is. It is 2 if the folder or archive cannot be read, is not a package, or is not safe to unpack.',
  ],
  examples: [{ line: 'evidence verify evidence', doc: 'Check a package' }],
  files: { min: 1, max: 1, noun: 'package' },
  options: [
    {
      name: 'allowed-signers',
      value: 'FILE',
      isInput: true,
      doc: 'The package must be signed by a key of this file: SSH keys in the form of ssh-keygen, a line NAME KEYTYPE KEY for each, or OpenPGP keys as gpg exports them.',
    },
    formatOption('text', 'json'),
  ],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../evidence/verifyPackage')).verifyPackage(context),
};
