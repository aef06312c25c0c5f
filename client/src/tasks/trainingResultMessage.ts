// The message for the manifest of a finished training. Independent of VS Code.
import type { RunItem } from '../../../src-shared/protocol/views';
import { shortHash } from '../../../src-shared/text/hashForm';
import { t } from '../ui/l10n';

/** A training that succeeded and wrote a new manifest. */
export interface CompletedTraining {
  /** Display name of the spec. */
  readonly name: string;
  /** CONFIG_HASH of the spec when the training started. */
  readonly configHash: string | null;
  /** The run in the manifest; undefined when it is not readable. */
  readonly run: RunItem | undefined;
  /** The commit below uncommitted changes; '' when git did not report it. */
  readonly dirtyAt?: string;
}

/**
 * The message. `matchesSpec`: the manifest is from this spec, so it can be compared with the previous run. `isUsable`: it is, and all of its metrics are finite.
 */
export interface TrainingResultMessage {
  readonly matchesSpec: boolean;
  readonly isUsable: boolean;
  readonly text: string;
}

/** Checks the config_hash of the manifest, because another tool may have written it in the meantime. */
export function trainingResultMessage({ name, configHash, run, dirtyAt }: CompletedTraining): TrainingResultMessage {
  if (!run)
    return {
      matchesSpec: false,
      isUsable: false,
      text: t('The run of {0} ended, but its run_manifest.json is not a readable run manifest.', name),
    };
  if (run.configHash === null || run.configHash !== configHash)
    return {
      matchesSpec: false,
      isUsable: false,
      text: t(
        'The run ended, but run_manifest.json is not from this spec: it contains {0}, and {1} had {2} when training started.',
        hashText(run.configHash),
        name,
        hashText(configHash),
      ),
    };
  const isUsable = !run.hasDiverged;
  const sentences = [
    finishedText(name, run.metric),
    ...(isUsable ? [] : [t('A metric is not finite, so the result is unusable: the training probably diverged.')]),
    ...(dirtyAt === undefined ? [] : [dirtyText(dirtyAt)]),
  ];
  return { matchesSpec: true, isUsable, text: sentences.join(' ') };
}

const finishedText = (name: string, metric: string): string =>
  metric === '' ? t('Run of {0} finished.', name) : t('Run of {0} finished: {1}.', name, metric);

const dirtyText = (commit: string): string =>
  commit === ''
    ? t('Git did not report whether everything was committed.')
    : t('It ran with uncommitted changes on top of commit {0}.', commit.slice(0, 8));

const hashText = (hash: string | null): string =>
  hash === null ? t('no CONFIG_HASH') : `CONFIG_HASH ${shortHash(hash)}`;
