// The files that W&B writes next to the log of a run.
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import type { Place } from '../place';

/** The files. `isMarked`: the content of one of them shows that W&B wrote it. */
export interface WandbFiles {
  readonly config?: JsonNode;
  readonly summary?: JsonNode;
  readonly metadata?: JsonNode;
  readonly program?: string;
  readonly isMarked: boolean;
}

/** Reads the files of a run. */
export function wandbFiles(place: Place): WandbFiles {
  const config = objectOf(place.yaml('files/config.yaml'));
  const summary = objectOf(place.json('files/wandb-summary.json'));
  const metadata = objectOf(place.json('files/wandb-metadata.json'));
  const program = stringMember(metadata, 'program');
  const isMarked =
    hasOne(metadata, ['startedAt', 'executable', 'codePath']) ||
    hasOne(summary, ['_wandb', '_runtime', '_step', '_timestamp']) ||
    hasOne(config, ['_wandb']);
  return {
    ...(config && hasOne(config, ['_wandb']) && { config }),
    ...(summary && { summary }),
    ...(metadata && { metadata }),
    ...(program !== undefined && { program }),
    isMarked,
  };
}

const objectOf = (node: JsonNode | undefined): JsonNode | undefined => (node?.kind === 'object' ? node : undefined);

const hasOne = (node: JsonNode | undefined, keys: readonly string[]): boolean =>
  keys.some(key => member(node, key) !== undefined);
