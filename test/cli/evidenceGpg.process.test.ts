// Packages that are signed with OpenPGP keys by the real gpg.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { notRun } from '../notRun';
import { DATA, manifestOf, SPEC } from '../repro/reproduce/world';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn gpg ')));
const home = path.join(folder, 'home');
const isInstalled = !spawnSync('gpg', ['--version']).error;

afterAll(() => {
  if (isInstalled) spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
  rmSync(folder, { recursive: true });
});

const kyn = (...args: readonly string[]) => runIn(folder, process.execPath, [program.path(), ...args]);
const gpg = (...args: readonly string[]): string =>
  execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

function setUp(): void {
  mkdirSync(home, { mode: 0o700 });
  mkdirSync(path.join(folder, 'data'));
  writeFileSync(path.join(folder, 'data/houses.csv'), DATA);
  writeFileSync(path.join(folder, 'spec.kyn'), SPEC);
  writeFileSync(path.join(folder, 'run_manifest.json'), JSON.stringify(manifestOf(SPEC)));
  vi.stubEnv('GNUPGHOME', home);
}

/** Makes a key, and exports its public part as text into a file with its name. */
function newKey(name: string, ...more: readonly string[]): void {
  gpg(
    ...more,
    '--quick-generate-key',
    `${name} <${name}@example.org>`,
    'ed25519',
    'sign',
    more.length > 0 ? '1d' : 'never',
  );
  writeFileSync(path.join(folder, name), gpg('--armor', '--export', name));
}

const verify = (name: string, signers: string) => {
  const { stdout, stderr, status } = kyn('evidence', 'verify', name, '--allowed-signers', signers);
  return { status, stderr, signature: stdout.split('\n').find(line => line.includes(' signature ')) ?? '' };
};

test('a signature is checked by kyn and by gpg alone', context => {
  if (!isInstalled) return notRun(context, 'gpg is not installed');
  setUp();
  newKey('ann');
  newKey('ben');
  expect(kyn('evidence', 'run_manifest.json', '-o', 'package', '--sign', 'gpg:ann').status).toBe(0);
  expect(kyn('evidence', 'run_manifest.json', '-o', 'package.zip', '--sign', 'gpg:ann@example.org').status).toBe(0);
  const target = path.join(folder, 'package');
  const alone = () =>
    spawnSync('gpg', ['--homedir', home, '--verify', 'SHA256SUMS.asc', 'SHA256SUMS'], { cwd: target }).status;
  expect(alone()).toBe(0);

  writeFileSync(path.join(folder, 'ann.gpg'), execFileSync('gpg', ['--homedir', home, '--export', 'ann']));
  for (const [name, signers] of [
    ['package', 'ann'],
    ['package.zip', 'ann'],
    ['package', 'ann.gpg'],
  ] as const)
    expect(verify(name, signers)).toMatchObject({
      status: 0,
      signature: expect.stringMatching(/confirmed .*ann <ann@example.org> signed SHA256SUMS\.$/),
    });
  const others = { status: 1, signature: expect.stringContaining('None of the allowed signers signed the package.') };
  expect(verify('package', 'ben')).toMatchObject(others);
  // Keys of ssh-keygen are of another kind.
  writeFileSync(path.join(folder, 'ssh'), 'ann ssh-ed25519 AAAA\n');
  expect(verify('package', 'ssh')).toMatchObject(others);
  writeFileSync(path.join(folder, 'broken'), '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n');
  expect(verify('package', 'broken')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('The signature cannot be checked. gpg could not read the allowed signers: '),
  });

  const sums = path.join(target, 'SHA256SUMS');
  const text = readFileSync(sums, 'utf8');
  const [first = '', ...rest] = text.split('\n');
  writeFileSync(sums, [...rest.slice(0, -1), first, ''].join('\n'));
  expect(verify('package', 'ann')).toMatchObject({
    status: 1,
    signature: expect.stringContaining('SHA256SUMS.asc is not the signature of SHA256SUMS.'),
  });
  expect(alone()).not.toBe(0);
  writeFileSync(sums, text);
  writeFileSync(path.join(target, 'SHA256SUMS.asc'), 'no signature\n');
  expect(verify('package', 'ann')).toMatchObject({
    status: 1,
    signature: expect.stringContaining('SHA256SUMS.asc is not an OpenPGP signature.'),
  });
});

test('a key that has expired leaves it open, and one that was revoked does not count', context => {
  if (!isInstalled) return notRun(context, 'gpg is not installed');
  expect(kyn('evidence', 'run_manifest.json', '-o', 'aged', '--sign', 'gpg:ben').status).toBe(0);
  const [revocation = ''] = readdirSync(path.join(home, 'openpgp-revocs.d')).flatMap(name => {
    const certificate = readFileSync(path.join(home, 'openpgp-revocs.d', name), 'utf8');
    return certificate.includes('ben@example.org') ? [certificate.replace(/^:/m, '')] : [];
  });
  writeFileSync(path.join(folder, 'revocation'), revocation);
  gpg('--import', 'revocation');
  writeFileSync(path.join(folder, 'revoked'), gpg('--armor', '--export', 'ben'));
  expect(verify('aged', 'revoked')).toMatchObject({
    status: 1,
    signature: expect.stringMatching(
      /contradicted .*ben <ben@example.org> signed SHA256SUMS with a key that was revoked\.$/,
    ),
  });

  const then = ['--faked-system-time', '20200101T000000'];
  newKey('old', ...then);
  gpg(
    ...then,
    '--yes',
    '--armor',
    '--local-user',
    'old',
    '--output',
    'aged/SHA256SUMS.asc',
    '--detach-sign',
    'aged/SHA256SUMS',
  );
  expect(verify('aged', 'old')).toMatchObject({
    status: 0,
    signature: expect.stringMatching(
      /unknown .*signed SHA256SUMS, but the key has expired, and the time of signing is only what it says\.$/,
    ),
  });
});

test('without the key, nothing is written', context => {
  if (!isInstalled) return notRun(context, 'gpg is not installed');
  const { status, stderr } = kyn('evidence', 'run_manifest.json', '-o', 'none', '--sign', 'gpg:zoe');
  expect(status).toBe(2);
  expect(stderr).toContain('gpg did not sign: ');
  expect(stderr).toContain('No secret key');
  expect(readdirSync(folder)).not.toContain('none');
});
