// The texts of groups of runs: their number, and the version of their spec.

import type { RunRow } from '../../runs/list/runRow';
import { isHash, shortHash } from '../../text/hashForm';
import { counted, numberText } from '../../text/numberText';
import { oneLine } from '../../text/oneLine';
import { shortText } from '../../text/shortText';
import type { RunPlace } from './treeRun';

/** The runs of a node. `all`: newest first; `shown`: those that match the filter, in their order. */
export interface NodeRuns {
  readonly all: readonly RunRow[];
  readonly shown: readonly RunRow[];
}

/** `1 run`, `3 runs`; `2 of 3 runs` where a filter hides some. `noun`: what the runs are called. */
export const countText = ({ all, shown }: NodeRuns, noun = 'run'): string => {
  const count = counted(all.length, noun);
  return shown.length === all.length ? count : `${numberText(shown.length)} of ${count}`;
};

/** The short CONFIG_HASH of a run, where it has one. */
export function hashParts(row: RunRow | undefined): string[] {
  const hash = row?.claims.configHash;
  return hash === undefined ? [] : [isHash(hash) ? shortHash(hash) : shortText(hash)];
}

/** The version of the spec of a run. The name of the spec is in the node above (`parent`: its path), unless that one is for the runs of unknown specs. */
export function versionText({ spec, claims, kind }: RunRow, parent: string | undefined, { wording }: RunPlace): string {
  if (spec.state === 'current' || spec.imports !== undefined) return 'Current version';
  if (spec.state === 'unknown') return claims.configHash === undefined ? oneLine(kind.title) : 'Unknown spec';
  const name = spec.commit === undefined ? 'Not in git' : `Commit ${spec.commit.slice(0, 8)}`;
  return spec.path === undefined || spec.path === parent ? name : `${name}, ${oneLine(wording.label(spec.path))}`;
}

/** Whether the text of the spec of a run is that of the spec now. What the run imported may be something else, which the run states. */
export const isCurrent = (row: RunRow | undefined): boolean =>
  row !== undefined && (row.spec.state === 'current' || row.spec.imports !== undefined);
