// kyn check: the findings of specs, locks and other artifacts, the same as in the editor.
import { SPEC_KIND } from '../check/checkReport';
import { type Command, formatOption } from '../command';

/** The command. */
export const check: Command = {
  name: 'check',
  usage: '[PATH...] [--fix] [--kind KIND] [--max-warnings N] [--format FORMAT]',
  summary: 'Check specs, locks, run manifests and other artifacts.',
  details: [
    'Folders are searched for specs and artifacts; files that git ignores are left out. Without a PATH, the working folder is searched.',
    'The exit code is 1 if there is an error. A drifted lock is an error, and so are more warnings than --max-warnings allows.',
  ],
  examples: [
    { line: 'check', doc: 'Check everything in the working folder' },
    { line: 'check --fix house.kyn', doc: 'Make the fixes that are safe' },
    { line: 'check --format sarif -o kyn.sarif', doc: 'Write a report for code scanning' },
  ],
  files: { min: 0, max: Number.POSITIVE_INFINITY, noun: 'path' },
  options: [
    {
      name: 'fix',
      doc: 'Make the safe fixes, the same as in the editor, then check. Each file is written atomically; a locked spec that was fixed has drifted.',
    },
    {
      name: 'kind',
      value: 'KIND',
      doc: `Set the kind of the named files: ${SPEC_KIND} or a kind of artifact such as kynml-run-manifest. An unknown kind lists all kinds.`,
    },
    { name: 'max-warnings', value: 'N', doc: 'Fail if there are more than N warnings.' },
    formatOption('text', 'json', 'sarif', 'github', 'gitlab', 'junit'),
  ],
  namesStdin: true,
  // Loaded on demand, so that other commands start faster.
  run: async context => (await import('../check/runCheck')).runCheck(context),
};
