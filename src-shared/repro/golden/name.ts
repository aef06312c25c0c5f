// The file name of a golden. It is computed from versions and platform, so that each combination has its own golden.
// Source: DLM, scripts/regen-determinism-golden.py. The document only states "a SHA-256 of the sorted version tuple plus platform".
import type { Host } from '../../host/host';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { byCodePoint } from '../../text/printJson';

/** The folder of the goldens, relative to the root of a repository. */
export const GOLDEN_FOLDER = 'tests/golden/determinism';

/** The paths of goldens that an index may contain. */
export const GOLDEN_PATH = /^tests\/golden\/determinism\/(tuple-[0-9a-f]{16}\.json)$/;

/** What a golden is valid for: versions by package, and the platform as `<system>-<machine>` in lower case. */
export interface GoldenTuple {
  readonly versions: ReadonlyMap<string, string>;
  readonly platform: string;
}

/** The file name of a tuple's golden: `tuple-<16 hex>.json`, of the SHA-256 of `a=1|b=2|platform=linux-x86_64` as UTF-8. */
export function goldenName({ versions, platform }: GoldenTuple, sha256: Host['sha256']): string {
  const sorted = [...versions].sort(([a], [b]) => byCodePoint(a, b)).map(([name, version]) => `${name}=${version}`);
  return `tuple-${sha256([...sorted, `platform=${platform}`].join('|')).slice(0, 16)}.json`;
}

/** The tuple of a golden or of its entry in an index; undefined where it is incomplete. */
export function tupleOf(node: JsonNode | undefined): GoldenTuple | undefined {
  const platform = stringMember(node, 'platform');
  const pinned = member(node, 'pinned_versions');
  const versions = [...members(pinned)].flatMap(([name, { value }]) =>
    value.kind === 'string' ? [[name, value.text] as const] : [],
  );
  const isComplete = platform !== undefined && pinned?.kind === 'object' && versions.length === members(pinned).size;
  return isComplete ? { versions: new Map(versions), platform } : undefined;
}
