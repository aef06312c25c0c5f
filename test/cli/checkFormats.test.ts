// The output formats of kyn check.
import { expect, test } from 'vitest';
import { rules } from '../../src-shared/repro/diagnostics/rules';
import { houseLibrary, houseSpec } from '../specFixture';
import { kyn, lockText, manifestText, parseJsonOutput, sha256 } from './cliEnvironment';

const bad = `${houseSpec.replace('epochs = 3', 'epochs =\tx')}    deterministic = True\n`;
const files = { '/w/a.kyn': bad, '/w/kynml.lock': lockText('a.kyn', bad) };

test('json: the keys of the contract', async () => {
  expect(parseJsonOutput(await kyn({ files }, 'check', 'a.kyn', '--format', 'json'))).toEqual({
    version: 1,
    files: [
      {
        path: 'a.kyn',
        kind: 'kyn-spec',
        configHash: sha256(bad),
        diagnostics: [
          {
            code: 'kyn/wrong-type',
            severity: 'error',
            message: '`epochs` must be a whole number, not `x`.',
            range: { start: { line: 16, character: 13 }, end: { line: 16, character: 14 } },
          },
          {
            code: 'kyn/boolean-case',
            severity: 'error',
            message: '`True` is not a valid value; write `true`.',
            range: { start: { line: 18, character: 20 }, end: { line: 18, character: 24 } },
          },
        ],
      },
    ],
    summary: { files: 1, errors: 2, warnings: 0 },
  });
});

test('text: each finding with its source line', async () => {
  expect(
    (await kyn({ files }, 'check')).stdout,
  ).toBe(`a.kyn:17:14: error kyn/wrong-type \`epochs\` must be a whole number, not \`x\`.
   17 |     epochs = x
      |              ^
a.kyn:19:21: error kyn/boolean-case \`True\` is not a valid value; write \`true\`.
   19 |     deterministic = True
      |                     ^^^^

2 files checked: 2 errors.
`);
});

test('text: one line without problems', async () => {
  expect((await kyn({ files: { '/w/a.kyn': houseSpec } }, 'check')).stdout).toBe('1 file checked: no problems.\n');
});

test('text: control characters of a file or its name never reach the terminal', async () => {
  const odd = { '/w/\u001b]0;x\u0007.kyn': houseSpec.replace('Net\n    data', '"\u001b[2J\u202e"\n    data') };
  const { stdout } = await kyn({ files: odd }, 'check', '.');
  expect(stdout).toMatch(/^\\u001b\]0;x\\u0007\.kyn:13:13: error/);
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});

test('text: only a part of a long line is shown, with the marks below the finding', async () => {
  const long = houseSpec.replace('csv("data/houses.csv")', `csv("${'x'.repeat(500)}") oops`);
  const { stdout } = await kyn({ files: { '/w/a.kyn': long } }, 'check');
  const [headline = '', line = '', marks = ''] = stdout.split('\n');
  expect(headline).toMatch('a.kyn:5:');
  expect(line.length).toBeLessThan(200);
  expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('oops');
});

test('text: hints are omitted, notes are not', async () => {
  const library = houseLibrary;
  expect((await kyn({ files: { '/w/a.kyn': library } }, 'check')).stdout).toBe('1 file checked: no problems.\n');
  const diverged = manifestText().replace('0.5', 'NaN');
  expect((await kyn({ files: { '/w/run_manifest.json': diverged } }, 'check')).stdout).toMatch(
    /info kyn\/diverged The run diverged: `mae` is `NaN`\.\n(.*\n)*\n1 file checked: 1 note\.\n$/,
  );
});

test('text: colours only where they are enabled', async () => {
  expect((await kyn({ files }, 'check')).stdout).not.toContain('\u001b');
  expect((await kyn({ files, color: true }, 'check')).stdout).toContain('\u001b[31merror\u001b[39m');
});

test('github: special characters are escaped', async () => {
  const odd = {
    '/w/a,b:%\n.kyn': houseSpec.replace('model = Net', 'model = "50%"'),
    '/w/lib.kyn': houseLibrary,
  };
  const { stdout, code } = await kyn({ files: odd }, 'check', '--format', 'github');
  expect(code).toBe(1);
  expect(stdout).toBe(
    '::error file=a%2Cb%3A%25%0A.kyn,line=13,col=13,endLine=13,endColumn=18,title=kyn/wrong-type::`model` must be the name of a model, not `"50%25"`.\n',
  );
});

test('text: marks are below wide characters', async () => {
  const wide = houseSpec.replace('csv("data/houses.csv")', 'csv("日本.csv") oops');
  const { stdout } = await kyn({ files: { '/w/a.kyn': wide } }, 'check');
  const [, line = '', marks = ''] = stdout.split('\n');
  // Two characters before the finding take two columns each.
  expect(marks.indexOf('^')).toBe(line.indexOf('oops') + 2);
});

test('github: levels', async () => {
  const { stdout } = await kyn(
    {
      files: {
        '/w/a.kyn': houseSpec,
        '/w/kynml.lock': lockText('a.kyn', 'x'),
        '/w/gone.kyn.lock': lockText('gone.kyn', houseSpec),
        '/w/run_manifest.json': manifestText().replace('0.5', 'NaN'),
      },
    },
    'check',
    '--format=github',
  );
  expect(stdout.split('\n').map(line => line.split(' ')[0])).toEqual(['::error', '::warning', '::notice', '']);
});

test('sarif: every rule with its texts, every result with its rule and position', async () => {
  const run = await kyn({ files }, 'check', 'a.kyn', 'gone.kyn', '--format', 'sarif');
  expect(run.code).toBe(2);
  const log = parseJsonOutput(run);
  expect(log).toMatchObject({ version: '2.1.0', $schema: expect.stringMatching(/sarif-schema-2\.1\.0\.json$/) });
  expect(log.runs).toHaveLength(1);
  const [{ tool, results, columnKind, invocations }] = log.runs;
  expect(columnKind).toBe('utf16CodeUnits');
  expect(tool.driver).toMatchObject({ name: 'kyn', version: '1.2.3' });
  expect(tool.driver.rules.map((r: { id: string }) => r.id)).toEqual(rules.map(r => `kyn/${r.code}`));
  for (const rule of tool.driver.rules) {
    expect(rule.shortDescription.text).toMatch(/\S/);
    expect(rule.help.text).toMatch(/\S/);
    expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
  }
  expect(results[0]).toEqual({
    ruleId: 'kyn/wrong-type',
    ruleIndex: rules.findIndex(r => r.code === 'wrong-type'),
    level: 'error',
    message: { text: '`epochs` must be a whole number, not `x`.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'a.kyn', uriBaseId: '%SRCROOT%' },
          region: { startLine: 17, startColumn: 14, endLine: 17, endColumn: 15 },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{64}:1$/) },
  });
  expect(invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'gone.kyn does not exist.' } }],
    },
  ]);
});

test('sarif: a secret in a file name is hidden before the name is percent-encoded', async () => {
  const files = { '/w/api_key=AbCd1234EfGh5678IjKl/a.kyn': '' };
  const { stdout } = await kyn({ files }, 'check', '--format', 'sarif');
  expect(stdout).toContain('"uri": "api_key%3D(hidden)"');
  expect(stdout).not.toContain('AbCd1234');
});

test.each([
  ['s p/ü.kyn', 's%20p/%C3%BC.kyn'],
  ['../x/a#b.kyn', 'file:///x/a%23b.kyn'],
  ['/x/a b.kyn', 'file:///x/a%20b.kyn'],
])('sarif: the path %s is the URI %s', async (path, uri) => {
  const odd = { '/w/s p/ü.kyn': '', '/x/a#b.kyn': '', '/x/a b.kyn': '' };
  const log = parseJsonOutput(await kyn({ files: odd }, 'check', path, '--format', 'sarif'));
  expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
});

test.each(['json', 'sarif', 'gitlab'])('%s without files is still valid', async format => {
  const run = await kyn({ files: { '/w/notes.txt': '' } }, 'check', '--format', format);
  expect(run.code).toBe(0);
  expect(parseJsonOutput(run)).toBeTypeOf('object');
});
