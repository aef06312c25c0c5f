// The pictures of the walkthrough, drawn from the example workspace: the hashes and numbers are those of its files.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { picture } from './svg.mjs';

const SHORT = 12;

/** The SVG of each step of the walkthrough by its name. `folder`: the example workspace. */
export function walkthroughPictures(folder) {
  const spec = readFileSync(path.join(folder, 'house_price.kyn'), 'utf8');
  return {
    hash: hashPicture(spec),
    lock: lockPicture(spec, readFileSync(path.join(folder, 'kynml.lock'), 'utf8')),
    drift: driftPicture(spec),
    compare: comparePicture(runsOf(path.join(folder, 'runs'))),
  };
}

const hashOf = spec => createHash('sha256').update(spec).digest('hex');

/** The first lines of a spec under its code lens. */
function specLines(spec, { lens, count }) {
  const lines = spec.split('\n').slice(0, count);
  return [[['lens', `CONFIG_HASH ${hashOf(spec).slice(0, SHORT)} | ${lens}`, { prose: true }]], ...lines.map(colored)];
}

/** @returns {import('./svg.mjs').Piece[]} */
function colored(line) {
  if (line.startsWith('#')) return [['comment', line]];
  const [, indent, name, between, value] = /^(\s*)([\w ]+?)(\s*[=:]?\s*)([\d.]*)$/.exec(line) ?? [];
  if (name === undefined) return line === '' ? [] : [['plain', line]];
  return [
    [indent === '' ? 'word' : 'plain', indent + name],
    ['plain', between],
    ['value', value],
  ];
}

function hashPicture(spec) {
  const lines = [
    ...specLines(spec, { lens: 'locked | Train', count: 2 }),
    [],
    [['plain', 'CONFIG_HASH', { prose: true, bold: true }]],
    [['plain', hashOf(spec)]],
    [
      ['plain', 'Lock: ', { prose: true }],
      ['link', 'kynml.lock', { prose: true }],
      ['plain', ', matches', { prose: true }],
    ],
    [['muted', 'The SHA-256 of the text of this file, including comments and blanks.', { prose: true }]],
  ];
  return picture('A spec with its CONFIG_HASH', lines, [[4, 7, 'link']]);
}

function lockPicture(spec, lock) {
  const lines = lock.trimEnd().split('\n').map(shortLine);
  return picture('A spec and its lock', [
    [['muted', 'house_price.kyn', { prose: true }]],
    ...specLines(spec, { lens: 'locked | Train', count: 5 }),
    [],
    [['muted', 'kynml.lock', { prose: true }]],
    [['lens', 'locked | pins house_price.kyn', { prose: true }]],
    ...lines,
  ]);
}

/** @returns {import('./svg.mjs').Piece[]} */
function shortLine(line) {
  const [, name, value] = /^(\s*"\w+": )(.*)$/.exec(line) ?? [];
  if (name === undefined) return [['plain', line]];
  const short = value.length > 40 ? `${value.slice(0, 37)}…` : value;
  return [
    ['word', name],
    ['value', short],
  ];
}

function driftPicture(spec) {
  const changed = spec.replace('lr = 0.01', 'lr = 0.02');
  const at = changed.split('\n').indexOf('    lr = 0.02');
  const lines = specLines(changed, { lens: 'drifted - show what changed | Regenerate lock', count: at + 1 });
  const problem = `Spec changed since it was locked in kynml.lock (locked: ${hashOf(spec).slice(0, SHORT)}, …`;
  return picture(
    'A spec that has drifted from its lock',
    [...lines, [], [['muted', 'Problems', { prose: true }]], [['warning', `⚠ ${problem}`, { prose: true }]]],
    [[at + 1, at + 1, 'warning']],
  );
}

/** The manifests of the first and the last run, { name, manifest }. */
function runsOf(folder) {
  const names = readdirSync(folder).sort();
  return [names[0], names.at(-1)].map(name => ({
    name,
    manifest: JSON.parse(readFileSync(path.join(folder, name, 'run_manifest.json'), 'utf8')),
  }));
}

/** @param {{ name: string, manifest: any }[]} runs */
function comparePicture([a, b]) {
  const hashes = [a, b].map(({ manifest }) => manifest.config_hash.slice(0, SHORT));
  /** @type {(name: string) => import('./svg.mjs').Piece[]} */
  const metric = name => {
    const [first, second] = [a, b].map(({ manifest }) => manifest.metrics[name]);
    const isBetter = name === 'r2' ? first > second : first < second;
    const cells = [first, second].map(value => value.toPrecision(4));
    return [
      ['plain', name],
      ['plain', cells[0], { x: 150 }],
      ['plain', cells[1], { x: 270 }],
      ['muted', `${isBetter ? 'A' : 'B'} better`, { x: 390, prose: true }],
    ];
  };
  /** @type {import('./svg.mjs').Piece[][]} */
  const lines = [
    [
      ['muted', 'A  ', { prose: true }],
      ['link', `runs/${a.name}/run_manifest.json`, { prose: true }],
    ],
    [
      ['muted', 'B  ', { prose: true }],
      ['link', `runs/${b.name}/run_manifest.json`, { prose: true }],
    ],
    [],
    [['error', 'Not comparable', { prose: true, bold: true }]],
    [['plain', `The spec differs: CONFIG_HASH ${hashes[0]} → ${hashes[1]}.`, { prose: true }]],
    [],
    [
      ['plain', 'Metrics', { prose: true, bold: true }],
      ['muted', 'A', { x: 150, prose: true }],
      ['muted', 'B', { x: 270, prose: true }],
    ],
    ...['mae', 'r2', 'rmse'].map(metric),
  ];
  return picture('Two runs compared', lines, [[3, 4, 'error']]);
}
