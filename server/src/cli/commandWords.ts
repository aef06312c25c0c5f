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
  'git-setup',
  'hash',
  'help',
  'jobs',
  'lock',
  'lsp',
  'manifest',
  'mcp',
  'merge-driver',
  'reproduce',
  'runs',
  'sweep',
  'textconv',
  'trace',
  'train',
  'verify',
];
