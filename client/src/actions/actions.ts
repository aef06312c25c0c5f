// The actions available for the open document, for the menu of the status bar item. Independent of VS Code.
import { commands } from '../../../src-shared/protocol/commands';
import type { SpecState } from '../../../src-shared/protocol/requests';
import type { RunItem } from '../../../src-shared/protocol/views';
import { t } from '../ui/l10n';
import type { Action } from '../ui/showMessage';

/** An item of the menu. */
export interface ActionItem {
  readonly icon: string;
  readonly label: string;
  readonly description: string;
  readonly value: Action;
}

/** Actions for a spec, the most likely first. */
export function specActions(state: SpecState): readonly ActionItem[] {
  return [...driftItems(state), ...trainItems(state), ...hashItems(state), ...lockItems(state), ...generalActions()];
}

/** Actions for a run. Only a run of a spec records the hash of its data. */
export function runActions(run: RunItem): readonly ActionItem[] {
  const { uri, noun, fingerprint } = run;
  const compare = item('diff', t('Compare with another {0}', noun), { command: commands.compareRuns, args: [uri] });
  return fingerprint
    ? [compare]
    : [
        compare,
        ...reproduceItems(run),
        item('verified', t('Verify run'), { command: commands.verifyRun, args: [uri] }),
        ...evidenceItems(run),
        item('search', t('Find its spec'), { command: commands.findSpec, args: [uri] }),
        item('verified', t('Verify dataset'), { command: commands.verifyDataset, args: [uri] }),
      ];
}

/** Actions that are always available. */
export function generalActions(): readonly ActionItem[] {
  return [
    item('diff', t('Compare run manifests'), { command: commands.compareRuns }),
    item('new-file', t('New spec'), { command: commands.newSpec }),
  ];
}

const isManifest = ({ kind }: RunItem): boolean => kind === 'kynml-run-manifest';

// An entry of a sweep is reproduced from its lens.
const reproduceItems = (run: RunItem): readonly ActionItem[] =>
  isManifest(run) ? [item('debug-rerun', t('Reproduce run'), { command: commands.reproduceRun, args: [run.uri] })] : [];

const evidenceItems = (run: RunItem): readonly ActionItem[] =>
  isManifest(run) || run.isTracked
    ? [item('package', t('Export evidence'), { command: commands.exportEvidence, args: [run.uri] })]
    : [];

type Call = { readonly command: string; readonly args?: readonly unknown[]; readonly description?: string };

const item = (icon: string, title: string, { description = '', ...call }: Call): ActionItem => ({
  icon,
  label: title,
  description,
  value: { title, ...call },
});

const trainItems = (state: SpecState): readonly ActionItem[] =>
  state.errors > 0 ? [] : [item('play', t('Train'), { command: commands.train, args: [state.uri] })];

const hashItems = (state: SpecState): readonly ActionItem[] =>
  state.configHash === null
    ? []
    : [
        item('copy', t('Copy CONFIG_HASH'), {
          command: commands.copyHash,
          args: [state.uri],
          description: state.unsaved ? t('of the unsaved text') : '',
        }),
      ];

const driftItems = ({ uri, lock }: SpecState): readonly ActionItem[] =>
  lock.state === 'drifted'
    ? [
        item('sync', t('Regenerate lock'), {
          command: commands.regenerateLock,
          args: [uri],
          description: t('accept the change'),
        }),
        item('git-compare', t('Show what changed'), {
          command: commands.showDrift,
          args: [uri],
          description: t('since it was locked'),
        }),
        item('list-selection', t('Explain the hash'), {
          command: commands.explainHash,
          args: [uri, 'lock'],
          description: t('revert single settings'),
        }),
      ]
    : [];

function lockItems({ uri, lock, configHash }: SpecState): readonly ActionItem[] {
  if (lock.state === 'missing')
    return configHash === null ? [] : [item('lock', t('Create lock'), { command: commands.createLock, args: [uri] })];
  const check = item('verified', t('Check lock'), { command: commands.checkLock, args: [uri] });
  const open =
    lock.uri === null
      ? []
      : [{ icon: 'go-to-file', label: t('Open lock'), description: '', value: { title: '', open: lock.uri } }];
  return [check, ...open];
}
