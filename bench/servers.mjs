// The measured servers, each with its documents and what it must report about them.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { Halt, root } from '../scripts/project.mjs';
import { jsonPlaces, makeJson, schema, smallJson } from './makeJson.mjs';
import { DISTRICTS, dataPath, dataText, makeSpec, smallSpec, specPlaces } from './makeSpec.mjs';

/** The server of the command line, as other editors start it. */
export const kynLsp = () =>
  kynServer({ name: 'kyn lsp', script: path.join(root, 'dist/kyn.js'), args: ['lsp', '--stdio'] });

/** The server as the extension starts it. */
export const kynInVscode = () =>
  kynServer({ name: 'KynML in VS Code', script: path.join(root, 'dist/server.js'), transport: 'ipc' });

/** A server that keeps the same text and only hashes it. */
export const textAndHash = () => ({
  ...kynServer({ name: 'text and hash', script: path.join(root, 'bench/hashServer.mjs'), args: ['--stdio'] }),
  expect: { small: ['hash'], findings: ['hash'], clean: ['hash'] },
});

const kynServer = command => ({
  ...command,
  languageId: 'kynml',
  initializationOptions: { commands: true, trusted: true, jsonSchemas: true },
  settings: { kynml: { lock: { path: '' }, catalog: { unknownWords: 'warning', extra: {} } } },
  places: specPlaces,
  digit: '5',
  wholeNumber: /^ {4}input \d+/,
  document: (folder, content) => writeSpec(folder, specText(content)),
  expect: { small: [], findings: ['unused'], clean: ['missing-block'] },
});

/** Contents of documents: `small`; with `lines`: `findings` for a spec with many unused blocks, `clean` for a library without them. */
function specText({ content, lines }) {
  return content === 'small' ? smallSpec : makeSpec(lines, { isLibrary: content === 'clean' });
}

/** Writes a spec with its lock and its data; returns { folder, file, text }. */
export function writeSpec(folder, text) {
  const file = path.join(folder, 'study.kyn');
  const config_hash = createHash('sha256').update(text).digest('hex');
  const lock = { backend: 'pytorch', config_hash, kynml_version: '1.0.0', schema_version: '1' };
  for (let i = 0; i < DISTRICTS; i++) {
    const data = path.join(folder, dataPath(i));
    mkdirSync(path.dirname(data), { recursive: true });
    writeFileSync(data, dataText);
  }
  writeFileSync(file, text);
  writeFileSync(path.join(folder, 'kynml.lock'), `${JSON.stringify({ ...lock, source_path: 'study.kyn' }, null, 2)}\n`);
  return { folder, file, text };
}

const require = createRequire(import.meta.url);
const jsonServer = path.dirname(require.resolve('vscode-langservers-extracted/package.json'));

/** The JSON server of VS Code as installed from npm, which other editors use. */
export const json = () =>
  jsonPeer({ name: 'json', script: path.join(jsonServer, 'bin/vscode-json-language-server'), args: ['--stdio'] });

/** The same server bundled into one file and started over IPC, as VS Code ships and starts it. */
export async function jsonInVscode(folder) {
  const outfile = path.join(folder, 'jsonServer.cjs');
  const entry = path.join(jsonServer, 'lib/json-language-server/node/jsonServerMain.js');
  /** @type {import('esbuild').BuildOptions} */
  const options = { bundle: true, minify: true, platform: 'node', format: 'cjs', target: 'node20' };
  await build({ ...options, entryPoints: [entry], outfile, mainFields: ['module', 'main'], logLevel: 'error' });
  return jsonPeer({ name: 'json in VS Code', script: outfile, transport: 'ipc' });
}

// Its document has as many lines as the spec, nearly as many bytes, and a schema. It is valid: findings would be more work.
const jsonPeer = command => ({
  ...command,
  languageId: 'json',
  initializationOptions: { handledSchemaProtocols: ['file'], provideFormatter: false },
  settings: {
    json: { validate: { enable: true }, schemas: [{ fileMatch: ['study.json'], url: 'bench://study', schema }] },
  },
  places: jsonPlaces,
  digit: '5',
  wholeNumber: /"input": \d+/,
  document(folder, { content, lines }) {
    const file = path.join(folder, 'study.json');
    const text = content === 'small' ? smallJson : makeJson(lines, makeSpec(lines).length);
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
    return { folder, file, text };
  },
  expect: { small: [], findings: [], clean: [] },
});

/** The peer with a document in its own folder, and the session of an editor that has opened it. */
export function withDocument(peer, folder, content) {
  const name = [peer.name, content.content, content.lines].filter(Boolean).join('-').replaceAll(' ', '-');
  return { peer, content, ...peer.document(path.join(folder, name), content) };
}

/** Halts unless the findings of the unchanged document are as expected: a server that validates less has less work. */
export function checkFindings({ peer, content }, findings) {
  const codes = [...new Set(findings.map(finding => finding.code ?? finding.message))].sort();
  const expected = peer.expect[content.content];
  if (codes.join() !== expected.join())
    throw new Halt(`${peer.name}: expected the findings [${expected}], got [${codes.join().slice(0, 200)}].`);
}
