// The servers that are measured, each with the document that it is given and what it must answer.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Halt, root } from '../scripts/project.mjs';
import { jsonPlaces, makeJson, schema } from './makeJson.mjs';
import { makeSpec, specPlaces } from './makeSpec.mjs';

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

/** Writes a spec and the lock that pins it. */
export function writeSpec(folder, text) {
  const file = path.join(folder, 'study.kyn');
  const lock = { backend: 'pytorch', config_hash: sha256(text), kynml_version: '1.0.0', schema_version: '1' };
  writeFileSync(file, text);
  writeFileSync(path.join(folder, 'kynml.lock'), `${JSON.stringify({ ...lock, source_path: 'study.kyn' }, null, 2)}\n`);
  return { file, text };
}

// Once something was typed the spec has drifted, and nothing else is wrong with it; the hash is that of the text as it is now.
function checkSpec(session, [diagnostics, state]) {
  const codes = diagnostics.map(d => d.code).join();
  const expected = session.version === 0 ? '' : 'lock-drift';
  if (codes !== expected) throw new Halt(`kynml: expected the findings [${expected}], got [${codes.slice(0, 200)}].`);
  if (state.configHash !== sha256(session.text))
    throw new Halt('kynml: specState holds another hash than that of the text.');
}

const require = createRequire(import.meta.url);

/** The JSON server of VS Code on a document with the same number of lines and nearly of bytes, with a schema. */
export function json() {
  const main = path.join(
    path.dirname(require.resolve('vscode-langservers-extracted/package.json')),
    'bin/vscode-json-language-server',
  );
  return {
    name: 'json',
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
      if (diagnostics.length > 0) throw new Halt(`json: expected no findings, got: ${diagnostics[0].message}`);
    },
  };
}
