// The rows of the table of severities that concern runs and sweeps: spec, data, versions, seed, parameters. Times, ids and paths have a row that all
// kinds share. The model is the DLM table (seed document 002).
import type { Pair } from '../../../artifacts/diff';
import { versionDifference, versionOf } from '../../../python/pep440';
import { CLOSE, countStrings, difference, type PolicyRow, sides } from '../policyRow';

const SPEC = /^(config_hash|CONFIG_HASH)$/;
const TORCH = /^(env|pinned_versions)\.torch$/;

/** The rows, in the order in which they are tried. */
export const runRows: readonly PolicyRow[] = [
  {
    id: 'spec',
    path: SPEC,
    when: pair => countStrings(pair) === 2,
    severity: 'error',
    about: 'CONFIG_HASH of the spec',
    reason: pair => `The spec differs: CONFIG_HASH ${sides(pair)}.`,
  },
  {
    id: 'spec-unknown',
    path: SPEC,
    severity: 'error',
    about: 'CONFIG_HASH recorded on one side only',
    reason: () => 'Only one side records a CONFIG_HASH, so it is not known whether both come from the same spec.',
  },
  {
    id: 'data',
    path: /^data_hash$/,
    when: pair => countStrings(pair) === 2,
    severity: 'error',
    about: 'hash of the dataset',
    reason: pair => `The data differs: ${sides(pair)}.`,
  },
  {
    id: 'data-unknown',
    path: /^data_hash$/,
    severity: 'error',
    about: 'hash of the dataset recorded on one side only',
    reason: () => 'Only one run recorded a data hash, so it is not known whether both read the same data.',
  },
  {
    id: 'torch-major',
    path: TORCH,
    when: isOtherMajor,
    severity: 'error',
    about: 'major version of torch',
    reason: pair =>
      `torch ${sides(pair)}: ${torchPart(pair) === 'epoch' ? 'epoch' : 'major version'}, results are not comparable.`,
  },
  {
    id: 'torch',
    path: TORCH,
    severity: 'warn',
    about: 'torch: minor, patch or local version, missing on one side, or not a PEP 440 version',
    reason: torchReason,
  },
  {
    id: 'platform',
    path: /^(env\.)?platform$/,
    severity: 'warn',
    about: 'platform of the machine',
    reason: pair => difference('The platform', pair, `; ${CLOSE}.`),
  },
  {
    id: 'device',
    path: /^device$/,
    severity: 'warn',
    about: 'device that trained the network: cpu, cuda or mps',
    reason: pair => difference('The device', pair, `; ${CLOSE}.`),
  },
  {
    id: 'versions',
    path: /^env[.[]/,
    severity: 'warn',
    about: 'versions of Python and of other packages',
    reason: pair => difference(lastName(pair.path), pair, `; ${CLOSE}.`),
  },
  {
    id: 'kynml',
    path: /^kynml_version$/,
    severity: 'warn',
    about: 'version of KynML',
    reason: pair => difference('KynML', pair, '; the same spec may compile to another script.'),
  },
  {
    id: 'seed',
    path: /^seed$/,
    severity: 'warn',
    about: 'seed',
    reason: pair => difference('The seed', pair, '; the runs used other random numbers.'),
  },
  {
    id: 'params',
    path: /^(combo|params)([.[]|$)/,
    severity: 'error',
    about: 'parameters: those of a run, or the combination of a sweep',
    reason: pair => difference(pair.path.replace(/^\w+\./, ''), pair, ': the runs had other parameters.'),
  },
  {
    id: 'exit-code',
    path: /^exit_code$/,
    severity: 'error',
    about: 'exit code of the script of a combination',
    reason: pair => difference('The exit code', pair, failedText(pair)),
  },
  {
    id: 'failed-on-both',
    path: /^exit_code$/,
    evenIfEqual: true,
    when: bothFailed,
    severity: 'error',
    about: 'exit code of a combination whose script failed on both sides',
    reason: ({ a }) => {
      const code = a?.kind === 'number' ? a.text.slice(0, 20) : '';
      return `The script failed on both sides (exit code ${code}), so the values recorded there are not reliable results.`;
    },
  },
];

function bothFailed(pair: Pair): boolean {
  return exitCodes(pair)?.every(code => code !== 0) === true;
}

// An exit code that is not a number does not show whether the run failed.
function failedText(pair: Pair): string {
  const codes = exitCodes(pair);
  return codes ? `: ${codes.includes(0) ? 'one' : 'both'} of the runs failed.` : '.';
}

function exitCodes({ a, b }: Pair): number[] | undefined {
  const codes = [a, b].flatMap(node => (node?.kind === 'number' ? Number(node.text) : []));
  return codes.length === 2 ? codes : undefined;
}

// The part of the versions that differs; undefined where one of them is not a version.
function torchPart({ a, b }: Pair): ReturnType<typeof versionDifference> | undefined {
  const [x, y] = [a, b].map(node => (node?.kind === 'string' ? versionOf(node.text) : undefined));
  return x && y && versionDifference(x, y);
}

// DLM compares `Version(...).major`, which excludes the epoch. Elsewhere, another epoch is another major version.
function isOtherMajor(pair: Pair): boolean {
  const part = torchPart(pair);
  if (part !== 'epoch' || !pair.path.startsWith('pinned_versions')) return part === 'major' || part === 'epoch';
  const [x, y] = [pair.a, pair.b].map(node => (node?.kind === 'string' ? versionOf(node.text)?.release[0] : undefined));
  return x !== y;
}

const TORCH_TEXTS = {
  epoch: 'another epoch, so it is not known whether results will be close',
  major: '',
  minor: `minor version, ${CLOSE}`,
  micro: `same minor version, ${CLOSE}`,
  stage: 'another pre-, post- or development release of the same version',
  local: `another build of the same version, ${CLOSE}`,
  none: 'the same version, written in another form',
} as const;

function torchReason(pair: Pair): string {
  const part = torchPart(pair);
  return part === undefined
    ? difference('torch', pair, '; it is not known whether results will be close.')
    : `torch ${sides(pair)}: ${TORCH_TEXTS[part]}.`;
}

const lastName = (path: string): string => path.replace(/^env\.?/, '');
