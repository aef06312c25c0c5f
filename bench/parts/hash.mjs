// The SHA-256 of a large file, as the server computes it for data and adapters, relative to OpenSSL.

import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Halt } from '../../scripts/project.mjs';
import { smallSpec } from '../makeSpec.mjs';
import { timeCommand } from '../processes.mjs';
import { cpuRatio } from '../rows.mjs';
import { kynLsp, writeSpec } from '../servers.mjs';
import { start } from '../session.mjs';
import { rounded } from '../statistics.mjs';

const MIB = 2 ** 20;

/** `kynml/hashAdapter` of 1 GiB; in quick mode of 256 MiB. */
export const hash = {
  title: 'SHA-256 of a large file, relative to `openssl dgst -sha256`',
  async run({ folder, quick, note }) {
    if (spawnSync('openssl', ['version']).status !== 0) {
      note('openssl is not installed: no comparison with it.');
      return [];
    }
    const mib = quick ? 256 : 1024;
    return [await hashRow({ folder, mib, count: quick ? 3 : 5, peer: { name: 'openssl', command: opensslCommand } })];
  },
};

const opensslCommand = file => ['openssl', 'dgst', '-sha256', file];

/** One row: the server relative to a command that hashes the same file. */
export async function hashRow({ folder, mib, count, peer }) {
  const file = writeLargeFile(folder, mib);
  const session = await openServer(folder);
  const before = session.memory().now;
  const [own, other] = ['kyn lsp', peer.name].map(name => ({ name, cpu: [], wall: [] }));
  for (let i = -1; i < count; i++) {
    const measured = await hashOnce(session, file);
    const { cpu, wall } = await timeCommand(peer.command(file));
    if (i < 0) continue;
    own.cpu.push(measured.cpu);
    own.wall.push(measured.wall);
    other.cpu.push(cpu);
    other.wall.push(wall);
  }
  const grownMiB = rounded(session.memory().peak - before);
  await session.stop();
  rmSync(file);
  const size = mib === 1024 ? '1 GiB' : `${mib} MiB`;
  return cpuRatio(
    {
      id: `hash-${mib}`,
      title: `${size}, to ${peer.name}`,
      goal: { atMost: 1.18 },
      summary: `SHA-256 of ${size} / OpenSSL`,
      figures: { grownMiB },
    },
    own,
    other,
  );
}

async function openServer(folder) {
  const spec = writeSpec(path.join(folder, 'hash'), smallSpec);
  const session = await start(kynLsp(), { folder: spec.folder });
  await session.open(spec.file, spec.text);
  await session.diagnostics();
  return session;
}

async function hashOnce(session, file) {
  const [before, from] = [session.cpuTime(), performance.now()];
  const answer = await session.ask('kynml/hashAdapter', { uri: pathToFileURL(file).href });
  if (!answer.ok) throw new Halt(`kyn lsp: ${answer.message}`);
  return { cpu: session.cpuTime() - before, wall: performance.now() - from };
}

function writeLargeFile(folder, mib) {
  const file = path.join(folder, 'large.bin');
  const piece = Buffer.alloc(MIB, 'kynml benchmark ');
  const handle = openSync(file, 'w');
  for (let i = 0; i < mib; i++) {
    piece.writeUInt32LE(i);
    writeSync(handle, piece);
  }
  closeSync(handle);
  return file;
}

/** A script that hashes a file with Node's own SHA-256: a peer that needs no package. */
export function writeHashScript(folder) {
  const script = path.join(folder, 'hashScript.cjs');
  writeFileSync(script, hashScript);
  return script;
}

const hashScript = `const { createHash } = require('node:crypto');
const { openSync, readSync } = require('node:fs');
const [handle, buffer, hash] = [openSync(process.argv[2]), Buffer.alloc(1 << 20), createHash('sha256')];
for (let size; (size = readSync(handle, buffer)) > 0; ) hash.update(buffer.subarray(0, size));
console.log(hash.digest('hex'));
`;
