// kyn check: the findings of specs, locks and manifests, the same as in the editor.
import { SPEC_KIND } from '../check/checkReport';
import { type Command, formatOption } from '../command';

/** The command. */
export const check: Command = {
  name: 'check',
  usage: '[PATH...] [--kind KIND] [--max-warnings N] [--format FORMAT]',
  summary: 'Check specs, locks and run manifests.',
  details: [
    'A folder is searched for specs, locks and run manifests; files that git ignores are left out. Without a PATH the working folder is searched.',
    'The exit code is 1 if there is an error or a drifted lock, or more warnings than --max-warnings allows.',
  ],
  files: { min: 0, max: Number.POSITIVE_INFINITY, name: 'a path' },
  options: [
    {
      name: 'kind',
      value: 'KIND',
      doc: `Take the files named as this kind: ${SPEC_KIND} or a kind of artifact such as kynml-run-manifest. An unknown kind lists them all.`,
    },
    { name: 'max-warnings', value: 'N', doc: 'Fail if there are more than N warnings.' },
    formatOption('text', 'json', 'sarif', 'github'),
  ],
  // What checks is loaded only here, so that other commands start without it.
  run: async context => (await import('../check/runCheck')).runCheck(context),
};
