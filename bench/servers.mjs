// The measured servers, each with its document and the expected responses.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { Halt, root } from '../scripts/project.mjs';
import { jsonPlaces, makeJson, schema } from './makeJson.mjs';
import { DISTRICTS, dataPath, dataText, makeSpec, specPlaces } from './makeSpec.mjs';

const sha256 = text => createHash('sha256').update(text).digest('hex');

/** The KynML server, on a spec with a matching lock. */
export function kynml(server = path.join(root, 'dist/server.js')) {
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

/** Writes a spec with its lock and its data. */
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

// After the first keystroke the spec has drifted and has no other finding; the hash is that of the current text. Most blocks are unused
// because there is only one train block: these hints are sent as for any spec, and their time counts.
function checkSpec(session, [diagnostics, state]) {
  const codes = diagnostics
    .map(d => d.code)
    .filter(code => code !== 'unused')
    .join();
  const expected = session.version === 0 ? '' : 'lock-drift';
  if (codes !== expected) throw new Halt(`kynml: expected the findings [${expected}], got [${codes.slice(0, 200)}].`);
  if (state.configHash !== sha256(session.text))
    throw new Halt('kynml: the hash of specState does not match the text.');
}

const require = createRequire(import.meta.url);
const jsonServer = path.dirname(require.resolve('vscode-langservers-extracted/package.json'));

/** The JSON server of VS Code as installed from npm: many files. */
export const json = () => jsonPeer('json', path.join(jsonServer, 'bin/vscode-json-language-server'));

/** The same server bundled into one file, as VS Code ships it and as the KynML server is bundled: it starts faster. */
export async function jsonBundled(folder) {
  const outfile = path.join(folder, 'jsonServer.cjs');
  const entry = path.join(jsonServer, 'lib/json-language-server/node/jsonServerMain.js');
  const options = { bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20' };
  await build({ ...options, entryPoints: [entry], outfile, mainFields: ['module', 'main'], logLevel: 'error' });
  return jsonPeer('json, bundled', outfile);
}

// A document with the same number of lines and nearly the same number of bytes, and a schema.
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
