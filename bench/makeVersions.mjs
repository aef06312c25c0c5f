// Generates a git repository with many versions of specs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Halt } from '../scripts/project.mjs';
import { manifestText } from './makeRuns.mjs';
import { makeSpec } from './makeSpec.mjs';

/** Specs of the repository; each commit changes one of them. */
const SPECS = 8;

/**
 * Creates a repository with `count` versions of specs, one in a commit: { folder, manifest, blobs }. `manifest` records the hash of the oldest version;
 * `blobs` is a file with the object ids of all versions, newest first.
 */
export function writeVersions(folder, count) {
  mkdirSync(folder, { recursive: true });
  git(folder, ['init', '--quiet', '-b', 'main']);
  const marks = path.join(folder, '.git/marks');
  git(folder, ['fast-import', '--quiet', `--export-marks=${marks}`], importText(count));
  git(folder, ['reset', '--quiet', '--hard']);
  const manifest = path.join(folder, 'run_manifest.json');
  const hash = createHash('sha256').update(version(0)).digest('hex');
  writeFileSync(manifest, manifestText(0).replace(/[0-9a-f]{64}/, hash));
  const blobs = path.join(folder, '.git/blobs');
  writeFileSync(blobs, blobIds(readFileSync(marks, 'utf8'), count));
  return { folder, manifest, blobs };
}

const version = i => `${makeSpec(60)}# version ${i}\n`;

function importText(count) {
  const parts = [];
  for (let i = 0; i < count; i++) {
    const text = version(i);
    parts.push(`blob\nmark :${i + 1}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  }
  for (let i = 0; i < count; i++) {
    const person = `A <a@example.invalid> ${1_700_000_000 + i * 60} +0000`;
    parts.push(`commit refs/heads/main\ncommitter ${person}\ndata 7\nchange\n`);
    parts.push(`M 100644 :${i + 1} specs/spec${i % SPECS}.kyn\n\n`);
  }
  return parts.join('');
}

const blobIds = (marks, count) =>
  marks
    .trim()
    .split('\n')
    .map(line => /^:(\d+) (\w+)$/.exec(line))
    .filter(match => match && Number(match[1]) <= count)
    .sort(([, a], [, b]) => b - a)
    .map(([, , id]) => `${id}\n`)
    .join('');

function git(cwd, args, input = '') {
  const run = spawnSync('git', args, { cwd, input, maxBuffer: 2 ** 30 });
  if (run.status !== 0) throw new Halt(`git ${args[0]} failed: ${run.stderr}`);
}
