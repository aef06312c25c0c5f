// kyn explain: the documentation of a finding.
import type { Command } from '../command';

/** The command. */
export const explain: Command = {
  name: 'explain',
  usage: '[CODE]',
  summary: 'Explain a finding: what it means, an example, and how to fix it.',
  details: [
    'CODE is the code of a finding as `kyn check` prints it, with or without `kyn/`. Without it, all codes are listed.',
  ],
  examples: [
    { line: 'explain kyn/lock-drift', doc: 'Explain a finding' },
    { line: 'explain', doc: 'List all codes' },
  ],
  files: {
    min: 0,
    max: 1,
    noun: 'code',
    words: async () => (await import('../explain/runExplain')).codes(),
  },
  options: [],
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../explain/runExplain')).runExplain(context),
};
