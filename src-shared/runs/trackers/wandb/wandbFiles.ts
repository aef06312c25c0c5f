// The files that W&B writes next to the log of a run.
import { basename } from '../../../host/paths';
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { fileFault } from '../fileFault';
import type { Place } from '../place';
import { HISTORY } from './history';

/** The files. `isMarked`: the content of one of them shows that W&B wrote it. */
export interface WandbFiles {
  readonly config?: JsonNode;
  readonly summary?: JsonNode;
  readonly metadata?: JsonNode;
  readonly program?: string;
  readonly isMarked: boolean;
  /** The paths of files that are there and cannot be read. */
  readonly unread: readonly string[];
}

/** The settings of a run, in its folder. */
export const CONFIG = 'files/config.yaml';
/** The last values of the metrics of a run, in its folder. */
export const SUMMARY = 'files/wandb-summary.json';
/** The versions of packages, in the folder of a run. */
export const PACKAGES = 'files/requirements.txt';
/** The uncommitted changes, in the folder of a run. */
export const PATCH = 'files/diff.patch';
const METADATA = 'files/wandb-metadata.json';

/** Reads the files of a run. */
export function wandbFiles(place: Place): WandbFiles {
  const config = objectOf(place.yaml(CONFIG));
  const summary = objectOf(place.json(SUMMARY));
  const metadata = objectOf(place.json(METADATA));
  const program = stringMember(metadata, 'program');
  const isMarked = hasMark(config, summary, metadata);
  return {
    ...(config && hasOne(config, ['_wandb']) && { config }),
    ...(summary && { summary }),
    ...(metadata && { metadata }),
    ...(program !== undefined && { program }),
    isMarked,
    unread: [
      ...Object.entries({ [CONFIG]: config, [SUMMARY]: summary, [METADATA]: metadata }).flatMap(([file, root]) =>
        !root && (place.hasFile(file) || place.isSpecial(file) || place.folder(file)) ? [file] : [],
      ),
      ...(fileFault(place, PACKAGES) === undefined ? [] : [PACKAGES]),
      ...(place.lines(HISTORY) || fileFault(place, HISTORY) === undefined ? [] : [HISTORY]),
      // A patch may have any encoding.
      ...(place.isSpecial(PATCH) ? [PATCH] : []),
    ],
  };
}

/** Whether a folder has the files of a run before version 0.10 of W&B, which were not in a folder `files`. They are not read. */
export const isOldRun = (place: Place): boolean =>
  hasMark(
    objectOf(place.yaml(basename(CONFIG))),
    objectOf(place.json(basename(SUMMARY))),
    objectOf(place.json(basename(METADATA))),
  );

const hasMark = (config?: JsonNode, summary?: JsonNode, metadata?: JsonNode): boolean =>
  hasOne(metadata, ['startedAt', 'executable', 'codePath']) ||
  hasOne(summary, ['_wandb', '_runtime', '_step', '_timestamp']) ||
  hasOne(config, ['_wandb']);

const objectOf = (node: JsonNode | undefined): JsonNode | undefined => (node?.kind === 'object' ? node : undefined);

const hasOne = (node: JsonNode | undefined, keys: readonly string[]): boolean =>
  keys.some(key => member(node, key) !== undefined);
