// kyn fingerprint short and compare.
import { describe, expect, test } from 'vitest';
import { kyn, parseJsonOutput } from './cliEnvironment';

describe('short and compare', () => {
  const one = { config_hash: 'a1b2c3d4e5f60718', git_sha: 'def45678', git_dirty: true };
  const two = { ...one, git_sha: '00000000', git_dirty: false };
  const files = {
    '/w/one.json': JSON.stringify(one),
    '/w/report.json': JSON.stringify({ eval_name: 'e', fingerprint: two }),
    '/w/s.jsonl': `${JSON.stringify({ type: 'session', id: 'x', fingerprint: one })}\nnot JSON\n`,
    '/w/empty.json': '{}',
    '/w/legacy.json': '{"fingerprint": null}',
    '/w/secret.json': JSON.stringify({
      config_hash: `sk${'-'}${'Ab1'.repeat(8)}`,
      git_sha: `hf${'_'}${'Ab1'.repeat(8)}`,
    }),
  };
  const short = async (file: string) => kyn({ files }, 'fingerprint', 'short', file);

  test('the short form of a fingerprint, a report and a session log', async () => {
    expect((await short('one.json')).stdout).toBe('a1b2c3d4@def45678*\n');
    expect((await short('report.json')).stdout).toBe('a1b2c3d4@00000000\n');
    expect((await short('s.jsonl')).stdout).toBe('a1b2c3d4@def45678*\n');
    expect(await short('empty.json')).toMatchObject({
      code: 0,
      stdout: '????????@unknown\n',
      stderr: 'kyn: empty.json records neither `config_hash` nor `git_sha`.\n',
    });
    expect(await short('legacy.json')).toMatchObject({ code: 2, stderr: 'kyn: legacy.json has no fingerprint.\n' });
    expect((await short('secret.json')).stdout).toBe('????????@(hidden)\n');
  });

  test('the comparison has the keys of the contract', async () => {
    const run = await kyn({ files }, 'fingerprint', 'compare', 'one.json', 'report.json', '--format', 'json');
    expect(run.code).toBe(0);
    expect(parseJsonOutput(run)).toEqual({
      same_config: true,
      same_code: false,
      a: 'a1b2c3d4@def45678*',
      b: 'a1b2c3d4@00000000',
    });
    const text = await kyn({ files }, 'fingerprint', 'compare', 'one.json', 's.jsonl');
    expect(text.stdout).toBe(
      'A  a1b2c3d4@def45678*  one.json\nB  a1b2c3d4@def45678*  s.jsonl\nSame configuration, same commit with uncommitted changes.\n',
    );
    expect(text.stderr).toBe(
      'kyn: there were uncommitted changes (`*`), so the commit does not identify the code that ran.\n',
    );
  });

  test('a value that both lack is equal in the JSON of the contract, but unknown in the text', async () => {
    const sha = { '/w/a.json': '{"git_sha": "def45678"}', '/w/b.json': '{"config_hash": "a1b2c3d4e5f60718"}' };
    const run = await kyn({ files: sha }, 'fingerprint', 'compare', 'a.json', 'a.json', '--format', 'json');
    expect(parseJsonOutput(run)).toMatchObject({ same_config: true, same_code: true });
    expect(run.stderr).toContain('so `same_config` has no meaning');
    const textOf = async (file: string) => (await kyn({ files: sha }, 'fingerprint', 'compare', file, file)).stdout;
    expect(await textOf('a.json')).toContain('Configuration unknown, same code.');
    expect(await textOf('b.json')).toContain('Same configuration, code unknown.');
  });

  test('a value that one side lacks is neither the same nor different', async () => {
    const known = '{"config_hash": "a1b2c3d4e5f60718", "git_sha": "def45678"}';
    const textWith = async (other: string) =>
      (await kyn({ files: { '/w/a.json': known, '/w/b.json': other } }, 'fingerprint', 'compare', 'a.json', 'b.json'))
        .stdout;
    expect(await textWith('{"config_hash": "a1b2c3d4e5f60718"}')).toContain('Same configuration, code unknown.');
    expect(await textWith('{"config_hash": "a1b2c3d4e5f60718", "git_sha": "unknown"}')).toContain(', code unknown.');
    expect(await textWith('{"git_sha": "def45678"}')).toContain('Configuration unknown, same code.');
    const odd = { '/w/odd.json': '{"config_hash": 5, "git_sha": [1]}' };
    expect((await kyn({ files: odd }, 'fingerprint', 'compare', 'odd.json', 'odd.json')).stdout).toContain(
      'Configuration unknown, code unknown.',
    );
  });

  const hash = 'ab'.repeat(32);
  test.each([
    ['a run manifest', { config_hash: hash, seed: 42, kynml_version: '1', metrics: {} }],
    ['a lock', { config_hash: hash, schema_version: 1, source_path: 'a.kyn' }],
    ['an evaluation report', { eval_name: 'math', total_samples: 5, summary_metrics: {}, config_hash: 'a1b2c3d4' }],
  ])('%s is not a fingerprint', async (what, content) => {
    const artifact = { '/w/one.json': JSON.stringify(one), '/w/other.json': JSON.stringify(content) };
    for (const words of [
      ['short', 'other.json'],
      ['compare', 'other.json', 'other.json'],
      ['compare', 'one.json', 'other.json'],
    ]) {
      const run = await kyn({ files: artifact }, 'fingerprint', ...words);
      expect(run).toMatchObject({ code: 2, stdout: '' });
      expect(run.stderr).toContain(`other.json is ${what} without a fingerprint.`);
    }
  });

  test('the CONFIG_HASH of a spec is not a fingerprint', async () => {
    const spec = { '/w/a.json': JSON.stringify({ config_hash: hash, seed: 1 }) };
    expect(await kyn({ files: spec }, 'fingerprint', 'short', 'a.json')).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('a.json records the CONFIG_HASH of a spec, which is not a fingerprint.'),
    });
  });

  test.each([
    ['empty.json', 'empty.json'],
    ['one.json', 'empty.json'],
    ['empty.json', 'one.json'],
  ])('a file without a fingerprint is not compared: %s and %s', async (a, b) => {
    const run = await kyn({ files }, 'fingerprint', 'compare', a, b);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('kyn: empty.json has no fingerprint.\n');
  });

  test('a session log can be standard input, with any text after its header', async () => {
    for (const stdin of [files['/w/s.jsonl'], `${files['/w/s.jsonl'].split('\n')[0]}`])
      expect(await kyn({ stdin }, 'fingerprint', 'short', '-')).toMatchObject({
        code: 0,
        stdout: 'a1b2c3d4@def45678*\n',
      });
  });
});
