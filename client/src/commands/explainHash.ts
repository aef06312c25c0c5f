// Explain the Hash: the settings that differ from the locked version, the last commit or a run, each with a button that reverts it.
import { commands } from '../../../src-shared/protocol/commands';
import type { OtherVersion } from '../../../src-shared/protocol/explainRequests';
import type { Command } from '../base/command';
import { specFor } from '../spec/pickSpec';
import { specState } from '../spec/specState';
import { t } from '../ui/l10n';
import { nameOf } from '../ui/uris';
import { chooseVersion } from '../versions/chooseVersion';
import { explainHash as explain } from '../versions/explainHash';

/** The command. Lenses and findings about a lock pass `lock` as the second argument. */
export const explainHash: Command = {
  id: commands.explainHash,
  async run(context, argument, other) {
    const uri = await specFor(argument, t('Explain the Hash'));
    const state = uri && (await specState(context, uri));
    if (!state) return;
    const version = LOCK.kind === other ? LOCK : await chooseVersion(context, state, nameOf(uri));
    if (version) await explain(context, uri, version);
  },
};

const LOCK: OtherVersion = { kind: 'lock' };
