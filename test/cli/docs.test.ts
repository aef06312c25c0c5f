// docs/cli.md documents every command and option, and its examples show the real output. UPDATE=1 updates them.
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { commands } from '../../server/src/cli/commands';
import { kynOnDisk } from './cliEnvironment';

const page = fileURLToPath(new URL('../../docs/cli.md', import.meta.url));
const example = fileURLToPath(new URL('../../examples/house-price', import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'kyn-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Runs the commands of a console block (lines with `$ `) and returns the block with their output.
async function runBlock(block: string): Promise<string> {
  const parts: string[] = [];
  for (const line of block.split('\n').filter(l => l.startsWith('$ ')))
    parts.push(`${line}\n${await output(line.slice(2))}`);
  return parts.join('');
}

async function output(line: string): Promise<string> {
  const [, text, file] = /^echo '(.*)' >> (\S+)$/.exec(line) ?? [];
  if (text !== undefined && file !== undefined) {
    appendFileSync(path.join(folder, file), `${text}\n`);
    return '';
  }
  const [name, ...argv] = line.split(' ');
  expect(name).toBe('kyn');
  const { stdout, stderr } = await kynOnDisk(folder, ...argv);
  return stderr + stdout;
}

test('the examples show the output of kyn', async () => {
  cpSync(example, folder, { recursive: true });
  const text = readFileSync(page, 'utf8');
  const parts: string[] = [];
  for (const [i, part] of text.split(/(?<=^```console\n)([\s\S]*?)(?=^```\n)/m).entries())
    parts.push(i % 2 === 1 ? await runBlock(part) : part);
  const now = parts.join('');
  expect(now.length).toBeGreaterThan(5000);
  if (process.env.UPDATE) writeFileSync(page, now);
  expect(readFileSync(page, 'utf8')).toBe(now);
});

test.each(commands.map(c => [c.name, c] as const))('kyn %s has a section with every option', (name, command) => {
  const section = readFileSync(page, 'utf8')
    .split(/^## /m)
    .find(s => s.startsWith(`kyn ${name}\n`));
  expect(section).toBeDefined();
  for (const option of command.options) {
    expect(section).toContain(`--${option.name}`);
    for (const choice of option.choices ?? []) expect(section).toContain(choice);
  }
});
