// The name of a golden: made from the versions and the platform that it holds for, so that each tuple has one of its own.
// Source: DLM, scripts/regen-determinism-golden.py. Its document says no more than "a SHA-256 of the sorted version tuple plus platform".
import type { Host } from '../../host/host';
import { type JsonNode, member, members, stringMember } from '../../text/jsonText';
import { byCodePoint } from '../../text/printJson';

/** Where goldens lie, from the top of a repository. */
export const GOLDEN_FOLDER = 'tests/golden/determinism';

/** A path of a golden as an index may name it. */
export const GOLDEN_PATH = /^tests\/golden\/determinism\/(tuple-[0-9a-f]{16}\.json)$/;

/** What a golden holds for: versions by package, and the platform as `<system>-<machine>` in lower case. */
export interface GoldenTuple {
  readonly versions: ReadonlyMap<string, string>;
  readonly platform: string;
}

/** The file name of a tuple's golden: `tuple-<16 hex>.json`, of the SHA-256 of `a=1|b=2|platform=linux-x86_64` as UTF-8. */
export function goldenName({ versions, platform }: GoldenTuple, sha256: Host['sha256']): string {
  const sorted = [...versions].sort(([a], [b]) => byCodePoint(a, b)).map(([name, version]) => `${name}=${version}`);
  return `tuple-${sha256([...sorted, `platform=${platform}`].join('|')).slice(0, 16)}.json`;
}

/** The tuple of a golden or of its entry in an index; undefined where it is not whole. */
export function tupleOf(node: JsonNode | undefined): GoldenTuple | undefined {
  const platform = stringMember(node, 'platform');
  const pinned = member(node, 'pinned_versions');
  const versions = [...members(pinned)].flatMap(([name, { value }]) =>
    value.kind === 'string' ? [[name, value.text] as const] : [],
  );
  const isWhole = platform !== undefined && pinned?.kind === 'object' && versions.length === members(pinned).size;
  return isWhole ? { versions: new Map(versions), platform } : undefined;
}
