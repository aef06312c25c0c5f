// A spec on disk -> its analysis by the language core. The first error becomes a KynmlError.
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { KynmlError } from './kynmlError.mjs';

/**
 * Reads a spec with its imports.
 * @param {any} core the language core
 * @param {string} file the path as given, used in messages
 * @returns {{ file: string, text: string, analysis: any, lineOf: (offset: number) => number }}
 */
export function readSpec(core, file) {
  const text = readText(file);
  const tree = core.parse(text);
  const composition = core.compose({ id: resolve(file), tree }, (from, path) => load(core, from, path));
  const analysis = core.analyze({ tree, composition });
  const index = core.lineIndex(text);
  const lineOf = offset => core.positionAt(index, offset).line + 1;
  const error = analysis.diagnostics.find(d => d.severity === 'error');
  if (error) throw new KynmlError({ file, line: lineOf(error.span.start) }, error.message);
  return { file, text, analysis, lineOf };
}

function load(core, from, path) {
  const id = resolve(dirname(from), path);
  try {
    return { id, label: path, tree: core.parse(decode(id)) };
  } catch (error) {
    return { id, label: path, problem: error.code === 'ENOENT' ? 'missing' : 'unreadable' };
  }
}

function readText(file) {
  try {
    return decode(file);
  } catch (error) {
    const reason = error.code === 'ENOENT' ? 'no such file' : 'the file cannot be read as UTF-8 text';
    throw new KynmlError({ file, line: 1 }, reason);
  }
}

const decode = file => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
