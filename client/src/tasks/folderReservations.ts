// All specs of a working folder write the same run_manifest.json, so one training runs in a folder at a time.
import * as path from 'node:path';
import { t } from '../ui/l10n';

/** A training that runs or is about to start. */
export interface Training {
  /** The working folder. */
  readonly folder: string;
  /** The spec as named in its task. */
  readonly spec: string;
  /** Identifies the task: the same task has the same key. */
  readonly key: string;
}

/** Tracks which training uses which folder. A run is the object of a started task. */
export interface FolderReservations {
  /** The training that uses a folder. */
  holder(folder: string): Training | undefined;
  /** Reserves the folder for a training that is about to start. Check `holder` first. */
  reserve(training: Training): void;
  /** A training started. Returns the other training that uses the folder; else undefined, and the folder is reserved. */
  begin(training: Training, run: object): Training | undefined;
  /** A run ended. */
  end(run: object): void;
  /** A reserved training ended or did not start. */
  cancel(training: Training): void;
}

/** Creates an empty set of reservations. */
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

// A reservation matches the start of its own task; a started run matches only itself.
const isSameTraining = (
  holder: { readonly training: Training; readonly run?: object },
  training: Training,
  run: object,
): boolean => (holder.run === undefined ? holder.training.key === training.key : holder.run === run);

// Windows paths are case-insensitive.
const normalizeFolder = (folder: string): string => {
  const key = path.resolve(folder);
  return process.platform === 'win32' ? key.toLowerCase() : key;
};

/** Message for a training that cannot start because the folder is in use. */
export function folderInUseMessage({ spec }: Training): string {
  const name = spec.split(/[\\/]/).at(-1) ?? spec;
  return t(
    '{0} is being trained in this folder and will write run_manifest.json there. Wait until training ends, or stop it.',
    name,
  );
}
