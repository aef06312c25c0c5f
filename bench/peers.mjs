// The servers that are measured, each with the document that it is given and what it must answer.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { Halt, root } from '../scripts/project.mjs';
import { jsonPlaces, makeJson, schema } from './makeJson.mjs';
import { DISTRICTS, dataPath, dataText, makeSpec, specPlaces } from './makeSpec.mjs';

const sha256 = text => createHash('sha256').update(text).digest('hex');

/** Our server, on a spec that a lock beside it pins as it is on disk. */
export function ours(server = path.join(root, 'dist/server.js')) {
  return {
    name: 'kynml',
    command: [server, '--stdio'],
    languageId: 'kynml',
    initializationOptions: { commands: true, trusted: true, jsonSchemas: true },
    settings: { kynml: { lock: { path: '' }, catalog: { unknownWords: 'warning', extra: {} } } },
    places: specPlaces,
    digit: '5',
    document: (folder, lines) => writeSpec(folder, makeSpec(lines)),
    answer: session => Promise.all([session.diagnostics(), session.specState()]),
    check: checkSpec,
  };
}

/** Writes a spec, the lock that pins it and the data that it names. */
export function writeSpec(folder, text) {
  const file = path.join(folder, 'study.kyn');
  const lock = { backend: 'pytorch', config_hash: sha256(text), kynml_version: '1.0.0', schema_version: '1' };
  writeFileSync(file, text);
  for (let i = 0; i < DISTRICTS; i++) {
    const data = path.join(folder, dataPath(i));
    mkdirSync(path.dirname(data), { recursive: true });
    writeFileSync(data, dataText);
  }
  writeFileSync(path.join(folder, 'kynml.lock'), `${JSON.stringify({ ...lock, source_path: 'study.kyn' }, null, 2)}\n`);
  return { file, text };
}

// Once something was typed the spec has drifted, and nothing else is wrong with it; the hash is that of the text as it is now. Most of its blocks
// are unused, for there is one train block: those hints are sent as in any spec, and their time counts.
function checkSpec(session, [diagnostics, state]) {
  const codes = diagnostics
    .map(d => d.code)
    .filter(code => code !== 'unused')
    .join();
  const expected = session.version === 0 ? '' : 'lock-drift';
  if (codes !== expected) throw new Halt(`kynml: expected the findings [${expected}], got [${codes.slice(0, 200)}].`);
  if (state.configHash !== sha256(session.text))
    throw new Halt('kynml: specState holds another hash than that of the text.');
}

const require = createRequire(import.meta.url);
const jsonServer = path.dirname(require.resolve('vscode-langservers-extracted/package.json'));

/** The JSON server of VS Code as npm has it, a folder of many files. */
export const json = () => jsonPeer('json', path.join(jsonServer, 'bin/vscode-json-language-server'));

/** The same server in one file, made as our own is: VS Code ships it like that, and it starts faster so. */
export async function jsonBundled(folder) {
  const outfile = path.join(folder, 'jsonServer.cjs');
  const entry = path.join(jsonServer, 'lib/json-language-server/node/jsonServerMain.js');
  const options = { bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20' };
  await build({ ...options, entryPoints: [entry], outfile, mainFields: ['module', 'main'], logLevel: 'error' });
  return jsonPeer('json, bundled', outfile);
}

// It gets a document with the same number of lines and nearly of bytes, and a schema.
function jsonPeer(name, main) {
  return {
    name,
    command: [main, '--stdio'],
    languageId: 'json',
    initializationOptions: { handledSchemaProtocols: ['file'], provideFormatter: false },
    settings: {
      json: { validate: { enable: true }, schemas: [{ fileMatch: ['study.json'], url: 'bench://study', schema }] },
    },
    places: jsonPlaces,
    digit: '5',
    document(folder, lines) {
      const file = path.join(folder, 'study.json');
      const text = makeJson(lines, makeSpec(lines).length);
      writeFileSync(file, text);
      return { file, text };
    },
    answer: session => session.diagnostics(),
    check(_session, diagnostics) {
      if (diagnostics.length > 0) throw new Halt(`${name}: expected no findings, got: ${diagnostics[0].message}`);
    },
  };
}
