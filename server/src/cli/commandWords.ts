// The first words of all commands. The starter knows them without loading the commands.

/** `lock` for `kyn lock check`; sorted. A test compares them with the commands. */
export const COMMAND_WORDS: readonly string[] = [
  'check',
  'compile',
  'completions',
  'diff',
  'dlm',
  'explain',
  'fingerprint',
  'fmt',
  'hash',
  'help',
  'lock',
  'lsp',
  'manifest',
  'reproduce',
  'runs',
  'sweep',
  'trace',
  'train',
  'verify',
];
