// Prompts for the version that a spec is compared with.
import type { OtherVersion } from '../../../src-shared/protocol/explainRequests';
import type { SpecState } from '../../../src-shared/protocol/requests';
import { shortHash } from '../../../src-shared/text/hashForm';
import type { ClientContext } from '../base/clientContext';
import { chooseRun } from '../runs/chooseRun';
import { t } from '../ui/l10n';
import { type Choice, quickPick } from '../ui/quickPick';

/** Another version of the spec with this state; undefined when the user cancelled. */
export async function chooseVersion(
  context: ClientContext,
  { lock }: SpecState,
  name: string,
): Promise<OtherVersion | undefined> {
  const kind = await quickPick({ title: t('Explain the hash of {0}', name), placeHolder: t('Compare with…') }, [
    ...lockChoice(lock),
    { icon: 'git-commit', label: t('the last commit'), value: 'head' as const },
    { icon: 'beaker', label: t('the spec of a run…'), value: 'run' as const },
  ]);
  if (kind !== 'run') return kind && { kind };
  const run = await chooseRun(context, t('Explain the hash: select a run'), ({ kind: id }) => id.startsWith('kynml-'));
  return run && { kind: 'run', uri: run.toString() };
}

const lockChoice = ({ state, lockedHash }: SpecState['lock']): Choice<'lock'>[] =>
  lockedHash === null
    ? []
    : [
        {
          icon: 'lock',
          label: t('the locked version'),
          description: state === 'drifted' ? t('{0}, drifted', shortHash(lockedHash)) : shortHash(lockedHash),
          value: 'lock',
        },
      ];
