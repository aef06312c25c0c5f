// The reports of kyn check for CI services: SARIF, GitHub, GitLab and JUnit.
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { Log, Result } from 'sarif';
import { describe, expect, test } from 'vitest';
import { checkReport, locateFindings } from '../../server/src/cli/check/checkReport';
import { fingerprints } from '../../server/src/cli/check/print/fingerprints';
import { github } from '../../server/src/cli/check/print/github';
import type { Diagnostic } from '../../src-shared/text/diagnostic';
import { span } from '../../src-shared/text/span';
import { houseSpec } from '../specFixture';
import { type CliSetup, kyn, lockText, manifestText, onDisk, parseJsonOutput } from './cliEnvironment';

const {
  $schema: _,
  id: __,
  ...schema
} = JSON.parse(readFileSync(new URL('../vectors/sarif-2.1.0-rtm.5.json', import.meta.url), 'utf8'));
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => /^[a-z][a-z0-9+.-]*:/i.test(text) && !/[^!-~]/.test(text),
    'uri-reference': (text: string) => !/[^!-~]/.test(text),
    'date-time': true,
  },
});
const isSarif = ajv.compile<Log>(schema);

async function sarifOf(setup: CliSetup, ...args: readonly string[]): Promise<Log> {
  const log = parseJsonOutput(await kyn(setup, 'check', ...args, '--format', 'sarif'));
  const isValid = isSarif(log);
  expect(isSarif.errors ?? []).toEqual([]);
  if (!isValid) throw new Error('The log is not valid.');
  return log;
}

const resultsOf = (log: Log): readonly Result[] => log.runs[0]?.results ?? [];
const idsOf = (results: readonly Result[]): string[] =>
  results.map(r => r.partialFingerprints?.primaryLocationLineHash ?? '');

const faultAt = (start: number, end: number): Diagnostic => ({
  code: 'x',
  severity: 'error',
  message: 'm',
  span: span(start, end),
  fixes: [],
});
const multiline = { path: 'a.kyn', kind: 'kyn-spec', text: 'ab\ncd\n', diagnostics: [faultAt(1, 5)] };

const bad = houseSpec.replace('epochs = 3', 'epoch = 3').replace('seed = 1', 'seed = x');
const REPOSITORY = { '/repo/.git/HEAD': 'ref: refs/heads/main\n' };
const inFolder = { files: { ...REPOSITORY, '/repo/sub/a.kyn': bad, '/repo/b.kyn': bad }, cwd: '/repo/sub' };

describe('sarif', () => {
  test('the schema finds a wrong log', () => {
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: { name: 7 } } }] })).toBe(false);
    expect(isSarif({ version: '2.1.0', runs: [{ tool: { driver: { name: 'x', informationUri: 'no' } } }] })).toBe(
      false,
    );
  });

  test('a log with every part is valid', async () => {
    const files = {
      '/w/a.kyn': bad,
      '/w/kynml.lock': lockText('a.kyn', houseSpec),
      '/w/\ud800ü €.kyn': `${bad}\u0000\n`,
      '/w/run_manifest.json': manifestText({ seed: 'x' }),
      '/w/s.kyn': 'params:\n    api_key = "saffron"\n    lr == 1\n',
    };
    const log = await sarifOf({ files }, '.', 'gone.kyn', '--max-warnings', '0');
    expect(resultsOf(log).length).toBeGreaterThan(8);
    expect(resultsOf(log).some(r => r.fixes)).toBe(true);
    expect(log.runs[0]?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(2);
  });

  test('addresses are relative to the root of the repository', async () => {
    const log = await sarifOf(inFolder, 'a.kyn', '../b.kyn');
    expect(log.runs[0]?.originalUriBaseIds?.['%SRCROOT%']?.uri).toBe('file:///repo/');
    const places = resultsOf(log).map(r => r.locations?.[0]?.physicalLocation?.artifactLocation);
    expect(new Set(places.map(place => `${place?.uriBaseId} ${place?.uri}`))).toEqual(
      new Set(['%SRCROOT% sub/a.kyn', '%SRCROOT% b.kyn']),
    );
  });

  test('the program and each rule have an address, each rule explains itself, the run has a category', async () => {
    const { tool, automationDetails } = (await sarifOf({ files: { '/w/a.kyn': houseSpec } })).runs[0] ?? {};
    const home = 'https://marketplace.visualstudio.com/items?itemName=kynml.kynml-vscode';
    expect(tool?.driver.informationUri).toBe(home);
    const docs = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
    expect(docs).toContain(`\`${tool?.driver.informationUri}#CODE\``);
    const described = tool?.driver.rules ?? [];
    expect(described.length).toBeGreaterThan(50);
    for (const { id, help, helpUri } of described) {
      const code = id.slice('kyn/'.length);
      expect(helpUri).toBe(`${home}#${code}`);
      expect(help?.text).toContain(`kyn explain ${code}`);
      expect(help?.markdown).toContain(`kyn explain ${code}`);
    }
    expect(automationDetails?.id).toBe('kyn/check/');
  });

  test('a fix replaces regions of the file', async () => {
    const [finding] = resultsOf(await sarifOf({ files: { '/w/a.kyn': bad.replace('seed = x', 'seed = 1') } }));
    expect(finding?.ruleId).toBe('kyn/unknown-key');
    const [change] = finding?.fixes?.[0]?.artifactChanges ?? [];
    expect(change?.artifactLocation).toEqual({ uri: 'a.kyn', uriBaseId: '%SRCROOT%' });
    expect(change?.replacements).toEqual([
      {
        deletedRegion: { startLine: 17, startColumn: 5, endLine: 17, endColumn: 10 },
        insertedContent: { text: 'epochs' },
      },
    ]);
  });

  test('a file with a secret has no fixes, because an edit may contain it', async () => {
    const text = `${bad}params:\n    api_key = "saffron"\n`;
    expect(resultsOf(await sarifOf({ files: { '/w/a.kyn': text } })).flatMap(r => r.fixes ?? [])).toEqual([]);
  });

  test('drift names the hash in the lock, and drift of a lock alone names the spec', async () => {
    const files = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', 'another text') };
    const related = async (path: string) =>
      resultsOf(await sarifOf({ files }, path)).flatMap(r => r.relatedLocations ?? []);
    expect(await related('a.kyn')).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'kynml.lock', uriBaseId: '%SRCROOT%' },
          region: { startLine: 1, startColumn: 36, endLine: 1, endColumn: 102 },
        },
        message: { text: 'The CONFIG_HASH that the lock records.' },
      },
    ]);
    expect(await related('kynml.lock')).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'a.kyn', uriBaseId: '%SRCROOT%' } },
        message: { text: 'The spec that the lock pins.' },
      },
    ]);
  });
});

test('sarif: each of several drifted locks is named by its own finding', async () => {
  const files = {
    '/w/a.kyn': houseSpec,
    '/w/kynml.lock': lockText('a.kyn', 'one'),
    '/w/a.kyn.lock': lockText('a.kyn', 'two'),
  };
  const found = resultsOf(await sarifOf({ files }, 'a.kyn')).filter(r => r.ruleId === 'kyn/lock-drift');
  const named = found.map(r => r.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri ?? '');
  expect([...named].sort()).toEqual(['a.kyn.lock', 'kynml.lock']);
  for (const [i, { message }] of found.entries()) expect(message.text).toContain(named[i]);
});

describe('fingerprints', () => {
  const idsFor = async (text: string, name = 'a.kyn', cwd = '/w') =>
    idsOf(resultsOf(await sarifOf({ files: { [`/w/${name}`]: text }, cwd }, `/w/${name}`)));

  test('stay when lines move and when the indentation changes', async () => {
    const ids = await idsFor(bad);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await idsFor(`# one\n\n# two\n${bad}`)).toEqual(ids);
    const [two, four] = [2, 4].map(indent => JSON.stringify(JSON.parse(manifestText({ seed: 'x' })), null, indent));
    expect(await idsFor(two ?? '', 'run_manifest.json')).toEqual(await idsFor(four ?? '', 'run_manifest.json'));
  });

  test('differ for another file and for another text', async () => {
    const ids = await idsFor(bad);
    for (const other of [await idsFor(bad, 'b.kyn'), await idsFor(bad.replace('epoch =', 'epochz ='))])
      expect(other).not.toEqual(ids);
  });

  test('equal findings of equal lines are counted', () => {
    const found = locateFindings({ ...multiline, diagnostics: [faultAt(0, 1), faultAt(2, 3)], text: 'x\nx\n' });
    const ids = fingerprints(found, path => path, String);
    expect(ids.map(id => id.slice(-2))).toEqual([':1', ':2']);
  });
});

test('github: paths from the root of the repository, and ends', async () => {
  const { stdout } = await kyn(inFolder, 'check', 'a.kyn', '--format', 'github');
  expect(stdout).toMatch(/^::error file=sub\/a\.kyn,line=17,col=5,endLine=17,endColumn=10,title=kyn\/unknown-key::/);
});

test('github: a finding over several lines has no columns, which GitHub would reject', () => {
  expect(github(checkReport([multiline], []), onDisk('/w'))).toBe(
    '::error file=a.kyn,line=1,endLine=2,title=kyn/x::m\n',
  );
});

test('gitlab: a list of findings with the keys that GitLab reads', async () => {
  const report = parseJsonOutput(await kyn(inFolder, 'check', '.', '--format', 'gitlab'));
  expect(report).toHaveLength(2);
  expect(report[0]).toEqual({
    description: expect.stringContaining('`epoch`'),
    check_name: 'kyn/unknown-key',
    fingerprint: expect.stringMatching(/^[0-9a-f]{64}:1$/),
    severity: 'major',
    location: { path: 'sub/a.kyn', lines: { begin: 17, end: 17 } },
  });
});

test('a file that was named by its absolute path has the place and the fingerprint of the relative one', async () => {
  const entriesOf = async (path: string) =>
    parseJsonOutput(await kyn(inFolder, 'check', path, '--format', 'gitlab')).map(
      ({ location, fingerprint }: { location: { path: string }; fingerprint: string }) => [location.path, fingerprint],
    );
  const relative = await entriesOf('../b.kyn');
  expect(relative[0]?.[0]).toBe('b.kyn');
  expect(await entriesOf('/repo/b.kyn')).toEqual(relative);
});

test('gitlab: what concerns all files is in the report too, so that it agrees with the exit code', async () => {
  const files = { '/w/gone.kyn.lock': lockText('gone.kyn', houseSpec) };
  const run = await kyn({ files }, 'check', '--format', 'gitlab', '--max-warnings', '0');
  expect(run.code).toBe(1);
  expect(parseJsonOutput(run)).toContainEqual({
    description: 'More warnings than `--max-warnings 0` allows.',
    check_name: 'kyn/check',
    fingerprint: expect.any(String),
    severity: 'major',
    location: { path: '.', lines: { begin: 1, end: 1 } },
  });
});

test('junit: a test for each file, failed where the file has errors', async () => {
  const files = { '/w/a.kyn': bad, '/w/b.kyn': houseSpec, '/w/<&"\u0001>.kyn': houseSpec };
  const { stdout, code } = await kyn({ files }, 'check', '.', 'gone.kyn', '--format', 'junit');
  expect(code).toBe(2);
  expect(stdout).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="kyn" tests="4" failures="1" errors="1" time="0">
<testsuite name="kyn check" tests="4" failures="1" errors="1" time="0">
<testcase name="&lt;&amp;&quot;\\u0001&gt;.kyn" classname="kyn" file="&lt;&amp;&quot;\\u0001&gt;.kyn" time="0"/>
<testcase name="a.kyn" classname="kyn" file="a.kyn" time="0">
<failure message="The \`train\` block has no key \`epoch\`; did you mean \`epochs\`?" type="kyn/unknown-key">a.kyn:17:5: error kyn/unknown-key The \`train\` block has no key \`epoch\`; did you mean \`epochs\`?
a.kyn:18:12: error kyn/wrong-type \`seed\` must be a whole number, not \`x\`.</failure>
</testcase>
<testcase name="b.kyn" classname="kyn" file="b.kyn" time="0"/>
<testcase name="gone.kyn does not exist." classname="kyn" time="0">
<error message="gone.kyn does not exist."/>
</testcase>
</testsuite>
</testsuites>
`);
});

test('junit: warnings do not fail a test, and too many warnings are a test of their own', async () => {
  const files = { '/w/gone.kyn.lock': lockText('gone.kyn', houseSpec) };
  const { stdout } = await kyn({ files }, 'check', '--format', 'junit', '--max-warnings', '0');
  expect(stdout).toContain('tests="2" failures="1" errors="0"');
  expect(stdout).toMatch(/<system-out>gone\.kyn\.lock:\d+:\d+: warning kyn\/\w+/);
  expect(stdout).toContain('<failure message="More warnings than `--max-warnings 0` allows."/>');
});
