// Invariants of docs/architecture.md that the sources show by what they use.
import { expect, test } from 'vitest';
import { filesMatching, textOf } from './files';
import { sourcesIn } from './sources';

const product = filesMatching(/^(src-shared|server\/src|client\/(src|webviews))\/.*\.tsx?$/);

test('no file of the core converts offsets to lines and columns', () => {
  const importers = sourcesIn('src-shared').filter(s => s.imports.some(i => i.file === 'src-shared/text/lineIndex.ts'));
  expect(importers.map(s => s.path)).toEqual([]);
});

const NETWORK =
  /['"](node:)?(https?|http2|net|tls|dgram|dns)['"]|\bfetch\(|\b(XMLHttpRequest|WebSocket|EventSource|sendBeacon)\b/;
const TELEMETRY = /createTelemetryLogger|TelemetryReporter|applicationinsights/;

test('nothing opens a connection and nothing is measured for others', () => {
  expect(product.length).toBeGreaterThan(300);
  expect(product.filter(path => NETWORK.test(textOf(path)) || TELEMETRY.test(textOf(path)))).toEqual([]);
});

test.each(["import http from 'node:http'", 'await fetch(url)', 'new WebSocket(url)'])('%s is found', text => {
  expect(text).toMatch(NETWORK);
});

// Loading the tables of languages takes longer than a whole command, and the language of the system would change the output.
const LOCALE = /\btoLocale\w*\(|\bIntl\./;

test('nothing uses the formatting of the engine', () => {
  expect(product.filter(path => LOCALE.test(textOf(path)))).toEqual([]);
});

test.each(["count.toLocaleString('en')", 'new Intl.NumberFormat()'])('%s is found', text => {
  expect(text).toMatch(LOCALE);
});

// A bundle has a copy of all names of the library for each file that imports a value of it, which makes each start slower.
test('values of the language server library are imported in one file', () => {
  const value = /^import (?!type )[^;]*from 'vscode-languageserver';/m;
  const server = filesMatching(/^server\/src\/.*\.ts$/);
  expect(server.filter(path => value.test(textOf(path)))).toEqual([]);
  expect(textOf('server/src/lsp/base/languageServer.ts')).toContain("from 'vscode-languageserver';");
  expect("import { type Hover, HoverRequest } from 'vscode-languageserver';").toMatch(value);
});

// The helpers escape the names of files that a text may contain.
test('only the helpers of client/src/ui show messages and prompts', () => {
  const shows =
    /\bshow(Information|Warning|Error)Message\b|\b(show|create)(QuickPick|InputBox)\b|\bwithProgress\b|\bsetStatusBarMessage\b|'vscode\.diff'/;
  const users = filesMatching(/^client\/src\/.*\.ts$/).filter(path => shows.test(textOf(path)));
  expect(users.filter(path => !path.startsWith('client/src/ui/'))).toEqual([]);
  expect(users.length).toBeGreaterThan(0);
});

// A text with an icon of its own could not be told from a text of a file with such a name.
test('icons are named next to a text, and only iconLabel writes them into it', () => {
  const shells = filesMatching(/^(client|server)\/src\/.*\.ts$/);
  const withoutComments = (path: string): string => textOf(path).replaceAll(/^\s*(\/\/|\/?\*).*$/gm, '');
  expect(shells.filter(path => /\$\(([\w-]|\$\{)/.test(withoutComments(path)))).toEqual([]);
});

// The one `try` around features is in guard.ts; a second one would hide a fault of a feature from the log.
test('only the guard catches exceptions of features', () => {
  const callable = filesMatching(/^server\/src\/lsp\/(?!base\/).*\.ts$/);
  expect(callable.length).toBeGreaterThan(70);
  expect(callable.filter(path => /\btry\s*\{/.test(textOf(path)))).toEqual([]);
});

// The files of a worker share their modules, so a module may have been loaded with the mocks of another file.
test('tests with mocks load their modules again', () => {
  const mocking = filesMatching(/^test\/.*\.test\.ts$/).filter(path => /^vi\.mock\(/m.test(textOf(path)));
  expect(mocking.length).toBeGreaterThan(0);
  expect(mocking.filter(path => !textOf(path).includes('vi.hoisted(() => vi.resetModules());'))).toEqual([]);
});
