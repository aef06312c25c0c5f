// The actions that make sense for what is open, for the menu behind the status bar item. Knows nothing of VS Code.
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecState } from '../../../src-shared/protocol/requests';
import { t } from '../ui/l10n';
import type { Action } from '../ui/showMessage';

/** A line of the menu. */
export interface MenuLine {
  readonly label: string;
  readonly description: string;
  readonly value: Action;
}

/** What can be done with a spec now, the most likely first. */
export function specActions(state: SpecState): readonly MenuLine[] {
  return [...driftLines(state), ...trainLines(state), ...hashLines(state), ...lockLines(state), ...generalActions()];
}

/** What can be done with a run manifest. */
export function runActions(manifest: string): readonly MenuLine[] {
  return [
    line('$(diff)', t('Compare with another run'), { command: commands.compareRuns, args: [manifest] }),
    line('$(verified)', t('Verify dataset'), { command: commands.verifyDataset, args: [manifest] }),
  ];
}

/** What can be done anywhere. */
export function generalActions(): readonly MenuLine[] {
  return [
    line('$(diff)', t('Compare run manifests'), { command: commands.compareRuns }),
    line('$(new-file)', t('New spec'), { command: commands.newSpec }),
  ];
}

type Call = { readonly command: string; readonly args?: readonly unknown[]; readonly description?: string };

const line = (icon: string, title: string, { description = '', ...call }: Call): MenuLine => ({
  label: `${icon} ${title}`,
  description,
  value: { title, ...call },
});

const trainLines = (state: SpecState): readonly MenuLine[] =>
  state.errors > 0 ? [] : [line('$(play)', t('Train'), { command: commands.train, args: [state.uri] })];

const hashLines = (state: SpecState): readonly MenuLine[] =>
  state.configHash === null
    ? []
    : [
        line('$(copy)', t('Copy CONFIG_HASH'), {
          command: commands.copyHash,
          args: [state.uri],
          description: state.unsaved ? t('of the unsaved text') : '',
        }),
      ];

const driftLines = ({ uri, lock }: SpecState): readonly MenuLine[] =>
  lock.state === 'drifted'
    ? [
        line('$(sync)', t('Regenerate lock'), {
          command: commands.regenerateLock,
          args: [uri],
          description: t('accept the change'),
        }),
        line('$(git-compare)', t('Show what changed'), {
          command: commands.showDrift,
          args: [uri],
          description: t('since it was locked'),
        }),
      ]
    : [];

function lockLines({ uri, lock, configHash }: SpecState): readonly MenuLine[] {
  if (lock.state === 'missing')
    return configHash === null
      ? []
      : [line('$(lock)', t('Create lock'), { command: commands.createLock, args: [uri] })];
  const check = line('$(verified)', t('Check lock'), { command: commands.checkLock, args: [uri] });
  const open =
    lock.uri === null
      ? []
      : [{ label: `$(go-to-file) ${t('Open lock')}`, description: '', value: { title: '', open: lock.uri } }];
  return [check, ...open];
}
