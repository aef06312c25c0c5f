// Runs vscode-tmgrammar-test, the standard tool of grammar authors, on the *.test.kyn files, which have the expected scopes below each line.
// `npm run test:grammar` runs only these; grammar.test.ts has the tests that the format cannot express (catalogue, time, lexer).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const tool = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');
const folder = mkdtempSync(join(tmpdir(), 'grammar-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the tool on files; returns whether it passes and its output. */
function run(files: string): { ok: boolean; output: string } {
  const args = [tool, '-g', join(root, 'syntaxes/kynml.tmLanguage.json'), files];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  return { ok: status === 0, output: stdout + stderr };
}

test.each(['spec', 'faults'])('%s.test.kyn', name => {
  const { ok, output } = run(`test/syntaxes/${name}.test.kyn`);
  expect(output).toContain(`✓ test/syntaxes/${name}.test.kyn`);
  expect(ok).toBe(true);
});

test('a wrong scope is reported', () => {
  const file = join(folder, 'wrong.test.kyn');
  writeFileSync(file, '# SYNTAX TEST "source.kynml" "wrong"\ntrain:\n#^^^^ comment.line.kynml\n');
  const { ok, output } = run(file);
  expect(ok).toBe(false);
  expect(output).toContain('missing required scopes: comment.line.kynml');
});
