// What is said about the manifest of a training that has ended: whose run it is. Knows nothing of VS Code.
import type { RunItem } from '../../../src-shared/protocol/views';
import { shortHash } from '../shortHash';

/** A training that ended well and left a new manifest. */
export interface EndedRun {
  /** The spec, for people. */
  readonly name: string;
  /** Its CONFIG_HASH when the training started. */
  readonly configHash: string | null;
  /** The run in the manifest; undefined when it could not be read as one. */
  readonly run: RunItem | undefined;
}

/** The sentence; `own`: the manifest is the run of this spec, so it can be compared with the one before. */
export interface RunEndReport {
  readonly own: boolean;
  readonly text: string;
}

/** Whose run the manifest is, by its config_hash: another tool may have written it meanwhile. */
export function runEndReport({ name, configHash, run }: EndedRun): RunEndReport {
  if (!run)
    return { own: false, text: `Run of ${name} ended, but its run_manifest.json cannot be read as a run manifest.` };
  if (run.configHash === null || run.configHash !== configHash)
    return {
      own: false,
      text: `The run ended, but run_manifest.json was not written by this spec (it holds ${hashText(run.configHash)}, ${name} had ${hashText(configHash)} when training started).`,
    };
  return { own: true, text: `Run of ${name} finished${run.metric === '' ? '' : `: ${run.metric}`}.` };
}

const hashText = (hash: string | null): string => (hash === null ? 'no CONFIG_HASH' : `CONFIG_HASH ${shortHash(hash)}`);
