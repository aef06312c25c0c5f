// Whether files still have the digests that a run recorded.
import type { Host } from '../../../host/host';
import { join } from '../../../host/paths';
import { staysInside } from '../../../host/staysInside';
import { confirmed, contradicted, listed, type StepResult, unknown } from '../../verify/verification';
import type { Digest } from '../trackedRun';
import { type Md5Result, md5OfFile, md5OfFolder } from './md5';

/** The digests to check. `folder`: from which their paths are; nothing outside of it is read. `noun`: what they are, in plural. */
export interface DigestCheck {
  readonly folder: string;
  readonly digests: readonly Digest[];
  readonly noun: string;
}

type Checked = 'same' | 'differs' | 'missing' | 'outside' | 'too-large' | 'unreadable';

/** The result: contradicted if one differs, confirmed only if all are the same. */
export function digestStep(host: Host, { folder, digests, noun }: DigestCheck): StepResult {
  const resultOf = md5Reader(host);
  const checked = digests.map(digest => {
    const path = join(folder, digest.name);
    const isOutside = !staysInside(host, [folder], path);
    return { name: digest.name, result: isOutside ? ('outside' as const) : judged(resultOf(path, digest), digest) };
  });
  const differing = checked.filter(({ result }) => result === 'differs');
  if (differing.length > 0)
    return contradicted(listed(differing.map(({ name }) => `${name} has another MD5 than the run recorded.`)));
  const open = checked.filter(({ result }) => result !== 'same');
  if (open.length > 0) return unknown(listed(open.map(({ name, result }) => `${name} ${TEXTS[result]}.`)));
  return confirmed(`All ${noun} have the recorded MD5: ${listed(checked.map(({ name }) => `${name}.`))}`);
}

const TEXTS: Readonly<Record<Checked, string>> = {
  same: 'is the same',
  differs: 'differs',
  missing: 'is not on this machine, or not all of it',
  outside: 'is outside of the folder of the lock, so it was not read',
  'too-large': 'is larger than 1 GiB, so it was not read',
  unreadable: 'cannot be read as a whole, or contains links',
};

// A lock may list a large file thousands of times, and it is read once.
function md5Reader(host: Host): (path: string, digest: Digest) => Md5Result {
  const known = new Map<string, Md5Result>();
  return (path, { kind, value, files }) => {
    const compute = value.endsWith('.dir') ? md5OfFolder : md5OfFile;
    const key = JSON.stringify([path, value.endsWith('.dir'), kind, files]);
    const result = known.get(key) ?? compute(host, path, kind === 'md5-text', files);
    known.set(key, result);
    return result;
  };
}

const judged = (result: Md5Result, { value }: Digest): Checked =>
  result.ok ? (result.values.includes(value) ? 'same' : 'differs') : result.why;
