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
export interface FolderClaims {
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
export function folderClaims(): FolderClaims {
  const held = new Map<string, { readonly training: Training; readonly run?: object }>();
  const place = ({ folder }: { readonly folder: string }) => placeOf(folder);
  const free = (wanted: (entry: { readonly training: Training; readonly run?: object }) => boolean) => {
    for (const [folder, entry] of held) if (wanted(entry)) held.delete(folder);
  };
  return {
    holder: folder => held.get(placeOf(folder))?.training,
    reserve: training => void held.set(place(training), { training }),
    begin: (training, run) => {
      const holder = held.get(place(training));
      if (holder && !isSame(holder, training, run)) return holder.training;
      held.set(place(training), { training: holder?.training ?? training, run });
      return undefined;
    },
    end: run => free(entry => entry.run === run),
    cancel: training => free(entry => entry.training === training),
  };
}

// A reservation waits for the start of its own task; a run is nobody's but its own.
const isSame = (
  holder: { readonly training: Training; readonly run?: object },
  training: Training,
  run: object,
): boolean => (holder.run === undefined ? holder.training.key === training.key : holder.run === run);

// Windows takes two spellings of a folder for one.
const placeOf = (folder: string): string => {
  const place = path.resolve(folder);
  return process.platform === 'win32' ? place.toLowerCase() : place;
};

/** Why another training has to wait. */
export function busyText({ spec }: Training): string {
  const name = spec.split(/[\\/]/).at(-1) ?? spec;
  return t(
    '{0} is being trained in this folder and will write run_manifest.json there. Wait until training ends, or stop it.',
    name,
  );
}
