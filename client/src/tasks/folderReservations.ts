// Every spec of a working folder writes the same run_manifest.json, so one training at a time has the folder. Knows nothing of VS Code.
import * as path from 'node:path';
import { t } from '../ui/l10n';

/** A training, or one that is about to start. */
export interface Training {
  /** The working folder. */
  readonly folder: string;
  /** The spec as its task names it. */
  readonly spec: string;
  /** Tells the task from others: the same task has the same key. */
  readonly key: string;
}

/** Which training has which folder. A run is the object that stands for the started task. */
export interface FolderReservations {
  /** The training that has a folder. */
  holder(folder: string): Training | undefined;
  /** The folder is taken for a training that is about to start. Ask `holder` first. */
  reserve(training: Training): void;
  /** It has started: gives the other training when that one has the folder, else undefined, and the folder is its own. */
  begin(training: Training, run: object): Training | undefined;
  /** A run has ended. */
  end(run: object): void;
  /** What was reserved has ended, or did not start. */
  cancel(training: Training): void;
}

/** No folder is taken. */
export function folderReservations(): FolderReservations {
  const reserved = new Map<string, { readonly training: Training; readonly run?: object }>();
  const key = ({ folder }: { readonly folder: string }) => normalizeFolder(folder);
  const release = (matches: (entry: { readonly training: Training; readonly run?: object }) => boolean) => {
    for (const [folder, entry] of reserved) if (matches(entry)) reserved.delete(folder);
  };
  return {
    holder: folder => reserved.get(normalizeFolder(folder))?.training,
    reserve: training => void reserved.set(key(training), { training }),
    begin: (training, run) => {
      const holder = reserved.get(key(training));
      if (holder && !isSameTraining(holder, training, run)) return holder.training;
      reserved.set(key(training), { training: holder?.training ?? training, run });
      return undefined;
    },
    end: run => release(entry => entry.run === run),
    cancel: training => release(entry => entry.training === training),
  };
}

// A reservation waits for the start of its own task; a run is nobody's but its own.
const isSameTraining = (
  holder: { readonly training: Training; readonly run?: object },
  training: Training,
  run: object,
): boolean => (holder.run === undefined ? holder.training.key === training.key : holder.run === run);

// Windows takes two spellings of a folder for one.
const normalizeFolder = (folder: string): string => {
  const key = path.resolve(folder);
  return process.platform === 'win32' ? key.toLowerCase() : key;
};

/** Why another training has to wait. */
export function folderInUseMessage({ spec }: Training): string {
  const name = spec.split(/[\\/]/).at(-1) ?? spec;
  return t(
    '{0} is being trained in this folder and will write run_manifest.json there. Wait until training ends, or stop it.',
    name,
  );
}
