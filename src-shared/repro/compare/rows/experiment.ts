// The rows of the table of severities that concern experiments and evaluations: provenance, code, fingerprints.
// Sources: PyTyche's experiment manifest and the document on config fingerprints (seed documents 001 and 003).
import type { Pair } from '../../../artifacts/diff';
import type { JsonNode } from '../../../text/jsonText';
import { countStrings, difference, ifBoth, isFullHash, nullAgainstObject, type PolicyRow, sides } from '../policyRow';

/** The rows, in the order in which they are tried. */
export const experimentRows: readonly PolicyRow[] = [
  {
    id: 'provenance-no-hash',
    path: /^data_provenance\.hashes[.[]/,
    evenIfEqual: true,
    when: ({ a, equal }) => equal && !isFullHash(a),
    severity: 'warn',
    about: 'hash of external data that is equal on both sides but is not a SHA-256 of 64 hex digits',
    reason: pair => `${pair.path} is not a SHA-256, so it does not show that both used the same data.`,
  },
  {
    id: 'provenance',
    path: /^data_provenance([.[]|$)/,
    severity: 'error',
    about: 'provenance of the data of an experiment',
    reason: pair => ifBoth(pair.path, pair, `The data differs: ${pair.path} ${sides(pair)}.`),
  },
  {
    id: 'branch',
    path: /^git\.branch$/,
    severity: 'info',
    about: 'git branch',
    reason: () => '',
  },
  {
    id: 'dirty',
    path: /^git\.dirty$/,
    evenIfEqual: true,
    when: pair => isDirty(pair.a) || isDirty(pair.b),
    severity: 'warn',
    about: 'uncommitted changes on either side',
    reason: dirtyReason,
  },
  {
    id: 'commit-case',
    path: /^git\.sha$/,
    when: ({ a, b }) => commitOf(a) !== undefined && commitOf(a) === commitOf(b),
    severity: 'info',
    about: 'one commit, written in capital letters on one side',
    reason: () => '',
  },
  {
    id: 'code-unknown',
    path: /^git\.sha$/,
    evenIfEqual: true,
    when: pair => [pair.a, pair.b].every(node => !isCommit(node)),
    severity: 'error',
    about: 'commit not known on either side',
    reason: () => 'The commit is not known on either side, so it is not known whether both ran the same code.',
  },
  {
    id: 'code',
    path: /^git(\.(sha|dirty))?$/,
    severity: 'warn',
    about: 'commit, and whether there were uncommitted changes',
    reason: codeReason,
  },
  {
    id: 'fingerprint-config',
    path: /^fingerprint\.config_hash$/,
    when: pair => countStrings(pair) === 2,
    severity: 'error',
    about:
      'config_hash of a fingerprint: endpoint, functions and dataset, or model, environment, tools and system prompt',
    reason: pair => `The configuration differs: config_hash ${sides(pair)}.`,
  },
  {
    id: 'fingerprint-shortened',
    path: /^fingerprint\.config_hash$/,
    evenIfEqual: true,
    when: ({ a, equal }) => equal && !(a?.kind === 'string' && /^[0-9a-f]{16}$/.test(a.text)),
    severity: 'warn',
    about: 'config_hash of a fingerprint that is equal on both sides but does not have 16 digits',
    reason: () => 'config_hash is shortened, so it is weak evidence that both had the same configuration.',
  },
  {
    id: 'fingerprint-unknown',
    path: /^fingerprint(\.config_hash)?$/,
    severity: 'error',
    about: 'fingerprint, or its config_hash, on one side only',
    reason: ({ path }) => `Only one side records ${path}, so it is not known whether both had the same configuration.`,
  },
  {
    id: 'fingerprint-dirty',
    path: /^fingerprint\.git_dirty$/,
    evenIfEqual: true,
    when: pair => isDirty(pair.a) || isDirty(pair.b),
    severity: 'warn',
    about: 'uncommitted changes on either side of two fingerprints',
    reason: dirtyReason,
  },
  {
    id: 'fingerprint-code-unknown',
    path: /^fingerprint\.git_sha$/,
    evenIfEqual: true,
    when: ({ a, b }) => [a, b].some(node => node?.kind !== 'string' || node.text === 'unknown'),
    severity: 'warn',
    about: 'commit of a fingerprint not known on either side',
    reason: pair =>
      ifBothKnown(pair, `The commit is not known on both sides (${sides(pair)}), so the code may differ.`),
  },
  {
    id: 'fingerprint-code',
    path: /^fingerprint\.git_(sha|dirty)$/,
    severity: 'warn',
    about: 'commit of a fingerprint',
    reason: pair =>
      ifBothKnown(
        pair,
        `The code differs: ${lastPart(pair.path)} ${sides(pair)}; functions are recorded by name only.`,
      ),
  },
  {
    id: 'fingerprint-inputs',
    path: /^fingerprint\.(domain|endpoint_summary|model|env|tools)([.[]|$)/,
    severity: 'error',
    about: 'domain of a fingerprint, its endpoint, model, environment and tools',
    reason: pair => {
      const text = difference(lastPart(pair.path), pair, ', so it is not the same experiment.');
      return /tools/.test(pair.path) ? text : ifBothKnown(pair, text);
    },
  },
  {
    id: 'fingerprint-dataset-path',
    path: /^fingerprint\.dataset_path$/,
    severity: 'info',
    about: 'path of the dataset; it is part of config_hash, which therefore differs too',
    reason: pair =>
      ifBothKnown(pair, `The dataset has another path (${sides(pair)}); the path is part of config_hash.`),
  },
  {
    id: 'evaluation',
    path: /^(eval_name|total_samples)$/,
    severity: 'warn',
    about: 'name of an evaluation and its number of samples',
    reason: pair => difference(pair.path, pair, '; it may not be the same evaluation.'),
  },
  {
    id: 'samples',
    path: /^sample_results([.[]|$)/,
    severity: 'info',
    about: 'results of single samples',
    reason: () => '',
  },
];

const commitOf = (node: Pair['a']): string | undefined =>
  node?.kind === 'string' && /^[0-9a-f]{40}$/i.test(node.text) ? node.text.toLowerCase() : undefined;

const isCommit = (node: Pair['a']): node is Extract<JsonNode, { kind: 'string' }> =>
  node?.kind === 'string' && /^[0-9a-f]{7,64}$/.test(node.text);

// An abbreviated commit may be the same commit.
function codeReason(pair: Pair): string {
  const { path, a, b } = pair;
  if (path === 'git') return nullAgainstObject(path, pair, ', so it is not known whether both ran the same code');
  if (!a || !b) return `${path} is recorded only in ${a ? 'A' : 'B'}.`;
  if (path === 'git.dirty') return 'Only one side records git.dirty, so the commit may not identify the code that ran.';
  if (!isCommit(a) || !isCommit(b))
    return `The commit is known only in ${isCommit(a) ? 'A' : 'B'} (${sides(pair)}), so the code may differ.`;
  return isAbbreviation(a.text, b.text) || isAbbreviation(b.text, a.text)
    ? `One commit is abbreviated (${sides(pair)}), so it is not known whether both ran the same code.`
    : `The code differs: git.sha ${sides(pair)}.`;
}

const isAbbreviation = (short: string, full: string): boolean => full.startsWith(short);

const isDirty = (node: Pair['a']): boolean => node?.kind === 'bool' && node.value;

// Uncommitted changes are not recorded, so two such sides may differ without a visible difference.
function dirtyReason({ a, b }: Pair): string {
  const who = isDirty(a) && isDirty(b) ? 'Both had' : isDirty(a) ? 'A had' : 'B had';
  return `${who} uncommitted changes, so the commit does not identify the code that ran.`;
}

// A fingerprint that only one side has is reported once, not for each of its fields.
const ifBothKnown = ({ a, b }: Pair, text: string): string => (a && b ? text : '');

const lastPart = (path: string): string => path.replace(/^fingerprint\./, '');
