// Creates and writes a run manifest: file hashes, the environment of this machine, and metrics.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { arch, release, type } from 'node:os';
import { PythonFloat, pythonJson } from './pythonJson.mjs';

/** Not a version of KynML: a manifest of this project must not look as if KynML had run. */
export const STAND_IN_VERSION = '0.1.0+standin';

const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

/** The CONFIG_HASH of a spec: the SHA-256 of its text with the line ends that Python reads. */
export const configHash = text => sha256(text.replace(/\r\n?/g, '\n'));

/** The SHA-256 of a file, or null if it cannot be read. */
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

/** Writes a manifest atomically. */
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

// As documented for manifests, torch and numpy are omitted if they cannot be imported. Without Python, its version is omitted too.
function environment() {
  const { status, stdout } = spawnSync('python3', ['-c', ASK_PYTHON], { encoding: 'utf8' });
  return status === 0 ? JSON.parse(stdout) : { platform: `${type()}-${release()}-${arch()}` };
}
