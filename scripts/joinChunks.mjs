// Joins the chunks that esbuild splits a program into. A function in a function that never ran has no compiled code, so the compiled code of a short
// command contains only the chunks that it needs.
import { transform } from 'esbuild';
import { lateAssignments } from './lateAssignments.mjs';
import { ascii, minified } from './written.mjs';

// The parameters that Node gives to a CommonJS module.
const HEAD = '(function (exports, require, module, __filename, __dirname) {\n';
const FOOT = '})\n';
const BEGIN = `"use strict";
var loaded = {};
var load = name => Object.hasOwn(chunks, name) ? loaded[name] || run(name, loaded[name] = { __esModule: true }) : require(name);
var run = (name, exports) => (chunks[name](exports, load), exports);
load.main = require.main;
var chunks = {
`;
const end = entry => `};
Object.assign(exports, load(${JSON.stringify(entry)}));
`;

// esbuild writes the imports of other chunks first, and the exports last.
const CHUNK_IMPORT = /\s*import\s*(?:\{([^}]*)\}\s*from\s*)?("\.\/[^"]+");/g;
const CHUNK_IMPORTS = new RegExp(`^(?:${CHUNK_IMPORT.source})*`);
// Its exports are those of an ES module, so they need no copy for each import on demand.
const IMPORT_ON_DEMAND = /\(\) ?=> ?[\w$]+\([\w$]+\(("\.\/[\w.-]+\.js")\)\)/g;
const EXPORTS = /export\s*\{([^}]*)\};(?=\s*(?:\/\/# \S+\s*)?$)/;

/**
 * Joins chunks, which are ES modules that import each other by their paths ('./a.js'), into one function with the parameters of a CommonJS module. It
 * exports what the chunk `entry` exports; another chunk runs when the first one that imports it does. Returns ASCII text, with `sourcemap` also the map of
 * it, for which each chunk has an inline map.
 * @param {readonly { path: string, text: string }[]} chunks
 * @param {{ entry: string, minify: boolean, sourcemap: boolean }} options
 * @returns {Promise<{ text: string, map?: string }>}
 */
export async function joinChunks(chunks, { entry, minify, sourcemap }) {
  const bodies = await Promise.all(chunks.map(({ text }) => functionBody(text, { minify, sourcemap })));
  const texts = [BEGIN];
  const sections = [];
  let line = lineEnds(HEAD + BEGIN);
  for (const [i, { imports, code, map }] of bodies.entries()) {
    const text = `${JSON.stringify(chunks[i].path)}(exports, require) {${imports}\n${code}},\n`;
    if (sourcemap) sections.push({ offset: { line: line + 1, column: 0 }, map: JSON.parse(map) });
    line += lineEnds(text);
    texts.push(text);
  }
  const body = texts.join('') + end(entry);
  const text = HEAD + ascii(minify ? minified(withNumbers(body, chunks), 'core.js') : body) + FOOT;
  return { text, ...(sourcemap && { map: JSON.stringify({ version: 3, sections }) }) };
}

/** The text with numbers in place of the paths of chunks, which contain hashes, so that they pack badly. */
function withNumbers(text, chunks) {
  const numbers = new Map(chunks.map(({ path }, i) => [JSON.stringify(path), String(i)]));
  return text.replace(/"\.\/[\w.-]+\.js"/g, path => numbers.get(path) ?? path);
}

const lineEnds = text => text.split('\n').length - 1;

/** The imports of other chunks as declarations, and the rest as CommonJS. The names are local variables, which are read faster than those of an object. */
async function functionBody(text, { minify, sourcemap }) {
  // Minified names are used more than once; what is exported is the same in both forms.
  const late = minify ? [] : lateAssignments(text);
  if (late.length > 0)
    throw new Error(`Exported variables are assigned after their chunk ran, so importers have old values: ${late}`);
  let imports = '';
  // The line ends of the imports stay, because the map counts them.
  const rest = text.replace(CHUNK_IMPORTS, all => {
    for (const [, names, path] of all.matchAll(CHUNK_IMPORT)) imports += declaration(names, path);
    return all.replace(/[^\n]+/g, '');
  });
  const { code, map } = await transform(
    rest.replace(EXPORTS, (_, names) => assignments(names)).replace(IMPORT_ON_DEMAND, '() => require($1)'),
    {
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      minifyWhitespace: minify,
      ...(sourcemap && { sourcemap: 'external' }),
    },
  );
  // A library of CommonJS that is imported on demand has another form of exports.
  if (/module\.exports ?= ?__toCommonJS/.test(code))
    throw new Error(`The exports of a chunk cannot be joined: ${text.slice(-200)}`);
  return { imports, code, map };
}

const declaration = (names, path) =>
  names === undefined ? `require(${path});` : `var {${names.replaceAll(' as ', ':')}}=require(${path});`;

/** `a as b, c` as assignments to `exports`. */
const assignments = names =>
  names
    .split(',')
    .map(name => name.trim().split(' as '))
    .filter(([local]) => local !== '')
    .map(([local, exported = local]) => `exports.${exported}=${local};`)
    .join('');
