// Templates of other engines: what is replaced, and what is refused.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { filled, readTemplate } from '../../src-shared/launch/template';

const VALUES = { script: `/w/it's $(x)/train.py`, dir: '/w/a b', python: '/usr/bin/python3', name: 'kyn-1' };

function argumentsOf(command: readonly string[], quoted = false): readonly string[] {
  const read = readTemplate(JSON.stringify({ command, quoted }));
  if (!read.ok) throw new Error(read.problem);
  return filled(read.template, VALUES);
}

test('whole arguments are replaced, and nothing else', () => {
  const command = ['ray', '{name}', '{dir}', '--', '{python}', '{script}', '{other}', '{"a":{}}', '$(x)', '{script}'];
  expect(argumentsOf(command)).toEqual([
    ...['kyn-1', '/w/a b', '--', '/usr/bin/python3', VALUES.script, '{other}', '{"a":{}}', '$(x)', VALUES.script],
  ]);
});

test('values for the shell of another computer are quoted, the rest is as it is written', () => {
  expect(argumentsOf(['ssh', 'host', 'cd', '{dir}', '{script}'], true)).toEqual([
    ...['host', 'cd', `'/w/a b'`, `'/w/it'\\''s $(x)/train.py'`],
  ]);
});

test.each([
  ['', 'is not a JSON object'],
  ['[]', 'is not a JSON object'],
  ['{"command": "ray {script}"}', 'needs `command`'],
  ['{"command": []}', 'needs `command`'],
  ['{"command": ["ray", 3]}', 'needs `command`'],
  ['{"command": ["", "{script}"]}', 'needs `command`'],
  ['{"command": ["ray", "{script}"], "shell": true}', 'has the unknown field `shell`'],
  ['{"command": ["ray", "{script}"], "quoted": 1}', 'has a `quoted` that is neither true nor false'],
  ['{"command": ["./ray", "{script}"]}', 'names its program by a relative path (`./ray`)'],
  ['{"command": ["bin/ray", "{script}"]}', 'names its program by a relative path (`bin/ray`)'],
  ['{"command": ["{python}", "{script}"]}', 'begins with `{python}`'],
  [
    '{"command": ["sh", "-c", "python {script}"]}',
    'has the argument `python {script}`; only a whole argument is replaced',
  ],
  ['{"command": ["ray", "--dir={dir}", "{script}"]}', 'has the argument `--dir={dir}`'],
  ['{"command": ["ray"]}', 'contains none of `{script}`'],
])('%s is refused', (text, problem) => {
  const read = readTemplate(text);
  expect(read.ok ? 'none' : read.problem).toContain(problem);
});

test('the examples of docs/targets.md can be used', () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/targets.md', import.meta.url)), 'utf8');
  const blocks = [...page.matchAll(/^```json\n(.*"command".*)\n```$/gm)].map(([, text = '']) => text);
  const programs = blocks.map(text => {
    const read = readTemplate(text);
    if (!read.ok) throw new Error(read.problem);
    expect(filled(read.template, VALUES).join(' ')).not.toMatch(/\{(?:script|dir|python|name)\}/);
    return read.template.command[0];
  });
  expect(programs).toEqual(['docker', 'kubectl', 'ray', 'dvc', 'ssh']);
});
