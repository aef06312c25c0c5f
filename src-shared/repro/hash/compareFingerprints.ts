// The short form of fingerprints for people, and the comparison of two fingerprints.
// Source: fingerprint_short and compare_fingerprints of the document on config fingerprinting (seed document 003), implemented exactly.

import { pythonNumber } from '../../python/number';
import { HIDDEN } from '../../text/hidden';
import { type JsonNode, member } from '../../text/jsonText';
import { jsonNull } from '../../text/makeJson';
import { canonicalJson } from './canonicalJson';

/** The short form of a fingerprint: `a1b2c3d4@def45678*`, with a star for uncommitted changes; `????????` and `unknown` for absent parts. */
export function fingerprintShort(fingerprint: JsonNode): string {
  const hash = member(fingerprint, 'config_hash');
  const sha = member(fingerprint, 'git_sha');
  const short = hash?.kind === 'string' && !hash.secret ? [...hash.text].slice(0, 8).join('') : '????????';
  return `${short}@${sha ? pythonText(sha) : 'unknown'}${isTrue(member(fingerprint, 'git_dirty')) ? '*' : ''}`;
}

// A value as Python formats it in a string; `unknown` for objects and lists.
function pythonText(node: JsonNode): string {
  switch (node.kind) {
    case 'string':
      return node.secret ? HIDDEN : node.text;
    case 'number':
      if (node.secret) return HIDDEN;
      return pythonNumber(node.text).replace('NaN', 'nan').replace('Infinity', 'inf');
    case 'bool':
      return node.value ? 'True' : 'False';
    case 'null':
      return 'None';
    default:
      return 'unknown';
  }
}

/** Whether a value is truthy in Python; an absent value is not. */
export function isTrue(node: JsonNode | undefined): boolean {
  switch (node?.kind) {
    case undefined:
    case 'null':
      return false;
    case 'bool':
      return node.value;
    case 'string':
      return node.text !== '';
    case 'number':
      return Number(node.text) !== 0;
    case 'array':
      return node.items.length > 0;
    case 'object':
      return node.members.length > 0;
  }
}

/** A comparison of two fingerprints, keys as in the original. Fields that both lack count as equal; callers must report that. */
export interface FingerprintComparison {
  readonly same_config: boolean;
  readonly same_code: boolean;
  readonly a: string;
  readonly b: string;
}

/** Compares two fingerprints. */
export const compareFingerprints = (a: JsonNode, b: JsonNode): FingerprintComparison => ({
  same_config: sameMember(a, b, 'config_hash'),
  same_code: sameMember(a, b, 'git_sha'),
  a: fingerprintShort(a),
  b: fingerprintShort(b),
});

function sameMember(a: JsonNode, b: JsonNode, key: string): boolean {
  const [x, y] = [a, b].map(side => canonicalJson(member(side, key) ?? jsonNull));
  return x === y;
}
