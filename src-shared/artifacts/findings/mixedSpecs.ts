// The combinations of one sweep come from one text of the spec.
import { defineFinding } from '../../text/defineFinding';
import { isHash, shortHash } from '../../text/hashForm';
import type { JsonNode } from '../../text/jsonText';

interface MixedSpecs {
  readonly index: number;
  readonly hash: string;
  /** The first combination with a hash. */
  readonly first: number;
  readonly firstHash: string;
}

/** A combination of a sweep records another CONFIG_HASH than the first one. */
export const mixedSpecs = defineFinding({
  code: 'mixed-specs',
  severity: 'warning',
  group: 'artifacts',
  summary:
    'A combination of a sweep records another `config_hash` than the first one, so the file contains the results of different versions of a spec.',
  fix: 'Run the sweep again with one version of the spec.',
  example:
    '[{"combo": {"lr": 0.1}, "exit_code": 0, "manifest": {"config_hash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}, {"combo": {"lr": 0.2}, "exit_code": 0, "manifest": {"config_hash": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}}]',
  exampleFile: 'sweep_results.json',
  message: ({ index, hash, first, firstHash }: MixedSpecs) =>
    `Combination #${index} was made from another version of the spec (CONFIG_HASH ${shortHash(hash)}) than combination #${first} (${shortHash(firstHash)}), so the file is not the result of one sweep. Run the sweep again.`,
  *find(hashes: readonly (JsonNode | undefined)[]) {
    let first: Pick<MixedSpecs, 'first' | 'firstHash'> | undefined;
    for (const [index, node] of hashes.entries()) {
      if (node?.kind !== 'string' || !isHash(node.text)) continue;
      first ??= { first: index, firstHash: node.text };
      if (node.text !== first.firstHash) yield { facts: { index, hash: node.text, ...first }, span: node.span };
    }
  },
});
