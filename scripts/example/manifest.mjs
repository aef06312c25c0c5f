// Makes and writes a run manifest: hashes of the files that lie there, what is true about this machine, and the metrics given.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import { PythonFloat, pythonJson } from './pythonJson.mjs';

/** Not a version of KynML: nothing that this project writes may look as if KynML had run. */
export const STAND_IN_VERSION = '0.1.0+standin';

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** CONFIG_HASH of a spec's text: its line ends as Python reads them, then SHA-256. */
export const configHash = text => sha256(text.replace(/\r\n?/g, '\n'));

/** SHA-256 of a file, or null where it cannot be read. */
export function dataHash(file) {
  try {
    return sha256(readFileSync(file));
  } catch {
    return null;
  }
}

/** The manifest as an object. `metrics` are plain numbers. */
export function makeManifest({ specText, dataFile, seed, metrics }) {
  return {
    kynml_version: STAND_IN_VERSION,
    config_hash: configHash(specText),
    data_hash: dataHash(dataFile),
    env: environment(),
    seed,
    metrics: Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, new PythonFloat(value)])),
  };
}

/** Writes a manifest so that a reader sees the whole old file or the whole new one. */
export function writeManifest(file, manifest) {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, pythonJson(manifest));
  renameSync(temporary, file);
}

const ASK_PYTHON = `
import json, platform, sys
env = {"python": sys.version.split()[0], "platform": platform.platform()}
for name in ("torch", "numpy"):
    try:
        env[name] = __import__(name).__version__
    except Exception:
        pass
print(json.dumps(env))
`;

// As the manifest's documentation says: torch and numpy are left out where they cannot be imported. Without any Python its version is left out, too.
function environment() {
  const { status, stdout } = spawnSync('python3', ['-c', ASK_PYTHON], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : { platform: `${type()}-${release()}-${arch()}` };
}
