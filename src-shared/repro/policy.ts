// How serious a difference between two artifacts is: one table, read by the editor and the command line alike.
// The model is the DLM table of mismatch severities (seed document 002); timestamps, ids and paths may differ freely.
import type { Pair } from '../artifacts/diff';
import { isHash, shortHash } from './configHash';

/** `info`: allowed to differ. `warn`: results will be close. `error`: not the same experiment. */
export type DiffSeverity = 'same' | 'info' | 'warn' | 'error';

/** What a difference, or a value that both sides lack, means. */
export interface Judgement {
  readonly severity: DiffSeverity;
  /** A sentence for the reasons; empty where the difference needs none. */
  readonly reason: string;
}

interface Row {
  readonly path: RegExp;
  readonly judge: (pair: Pair) => Judgement;
}

const SAME: Judgement = { severity: 'same', reason: '' };

const rows: readonly Row[] = [
  { path: /^config_hash$/, judge: judgeSpec },
  { path: /^data_hash$/, judge: judgeData },
  { path: /^env\.torch$/, judge: judgeTorch },
  {
    path: /^env\.platform$/,
    judge: pair => warn(`The platform differs (${sides(pair)}); results will be close, not equal.`),
  },
  {
    path: /^env[.[]/,
    judge: pair => warn(`${lastName(pair.path)} differs (${sides(pair)}); results will be close, not equal.`),
  },
  {
    path: /^kynml_version$/,
    judge: pair => warn(`KynML differs (${sides(pair)}); the same spec may compile to another script.`),
  },
  { path: /^seed$/, judge: pair => warn(`The seed differs (${sides(pair)}); the runs drew other random numbers.`) },
  {
    path: /(^|[._])(id|path|time|timestamp|date|timestamp_utc|created_at|updated_at)$/,
    judge: () => ({ severity: 'info', reason: '' }),
  },
];

/** What every comparison of runs leaves open, however equal they look: CONFIG_HASH covers the spec's own text and nothing else. */
export const UNCOVERED: Judgement = {
  severity: 'info',
  reason: 'Not recorded, so not compared: --param overrides and the contents of imported files.',
};

/** Judges one value of two artifacts. Of a field that no row names nothing is known, so its difference counts. */
export function judge(pair: Pair): Judgement {
  if (pair.equal) return SAME;
  const row = rows.find(r => r.path.test(pair.path));
  return row ? row.judge(pair) : warn(`${pair.path} differs; it is not known whether that matters.`);
}

/** Judges a field of the identity that is equal on both sides but says nothing: absent or null in both. */
export function judgeUnknown(field: string, value: 'absent' | 'null'): Judgement {
  if (field === 'seed' && value === 'null')
    return warn('Neither run set a seed, so neither can be reproduced exactly.');
  if (field === 'data_hash' && value === 'null')
    return warn('Neither run recorded a data hash, so it is not known whether both read the same data.');
  return error(`Neither side records ${field}, so they cannot be compared.`);
}

const error = (reason: string): Judgement => ({ severity: 'error', reason });
const warn = (reason: string): Judgement => ({ severity: 'warn', reason });

const stringsIn = (pair: Pair): number => [pair.a, pair.b].filter(node => node?.kind === 'string').length;

function judgeSpec(pair: Pair): Judgement {
  if (stringsIn(pair) === 2) return error(`The spec differs: CONFIG_HASH ${sides(pair)}.`);
  return error('Only one side records a CONFIG_HASH, so nothing shows that both are of the same spec.');
}

function judgeData(pair: Pair): Judgement {
  const known = stringsIn(pair);
  if (known === 2) return error(`The data differs: ${sides(pair)}.`);
  if (known === 0) return judgeUnknown('data_hash', 'null');
  return error('Only one run recorded a data hash, so nothing shows that both read the same data.');
}

function judgeTorch(pair: Pair): Judgement {
  const [a, b] = [pair.a, pair.b].map(node => (node?.kind === 'string' ? release(node.text) : undefined));
  if (!a || !b) return warn(`torch differs (${sides(pair)}); results will be close, not equal.`);
  if (a.major !== b.major) return error(`torch ${sides(pair)}: major version, results are not comparable.`);
  const level = a.minor !== b.minor ? 'minor version' : 'same minor version';
  return warn(`torch ${sides(pair)}: ${level}, results will be close, not equal.`);
}

// A version as PEP 440 writes it. Each part stands at most once, so that no text takes long to refuse.
const PEP_440 = new RegExp(
  [
    /^v?(?:(\d+)!)?(\d+)(?:\.(\d+))?(?:\.\d+)*/,
    /(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?\d*)?/,
    /(?:-\d+|[-_.]?(?:post|rev|r)[-_.]?\d*)?/,
    /(?:[-_.]?dev[-_.]?\d*)?/,
    /(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?$/,
  ]
    .map(part => part.source)
    .join(''),
  'i',
);

// The numbers of a version that matter here; one of another form has none.
function release(version: string): { major: string; minor: string } | undefined {
  const parts = PEP_440.exec(version.trim());
  return parts ? { major: `${plain(parts[1])}!${plain(parts[2])}`, minor: plain(parts[3]) } : undefined;
}

// Digits without leading zeros; they stay text, for there may be more of them than a number holds.
const plain = (digits = '0'): string => digits.replace(/^0+(?=\d)/, '');

const lastName = (path: string): string => path.replace(/^env\.?/, '');

function sides({ a, b }: Pair): string {
  return `${side(a)} → ${side(b)}`;
}

function side(node: Pair['a']): string {
  if (!node) return '(absent)';
  if (node.kind === 'string')
    return isHash(node.text)
      ? shortHash(node.text)
      : node.text.length > 60
        ? `${node.text.slice(0, 59)}…`
        : node.text || '""';
  if (node.kind === 'number') return node.text;
  return node.kind === 'bool' ? String(node.value) : node.kind === 'null' ? 'null' : 'a value';
}
