// Messages after data was verified.
import { describe, expect, it } from 'vitest';
import { cannotVerifyMessage, verificationMessage } from '../../../client/src/data/verificationMessage';
import type { DataResult } from '../../../src-shared/protocol/requests';
import { hashA, hashB } from '../fixtures';

const same: DataResult = { name: 'a.csv', label: 'data/a.csv', recorded: hashA, actual: hashA };
const other: DataResult = { name: 'b.csv', label: 'data/b.csv', recorded: hashA, actual: hashB };
const gone: DataResult = { name: 'c.csv', label: 'c.csv', recorded: hashA, reason: 'file not found' };

describe('one file', () => {
  it('names file, manifest and short hashes', () => {
    expect(verificationMessage([same], 'm.json')).toEqual({
      level: 'information',
      text: 'data/a.csv matches the data recorded in m.json (SHA-256 13e9f1e1db50).',
    });
    expect(verificationMessage([other], 'm.json')).toEqual({
      level: 'error',
      text: 'data/b.csv does not match the data recorded in m.json (recorded: 13e9f1e1db50, current: 9e9e602294c9). The file changed, or the run read another file.',
    });
  });

  it('adds the note on how the files were compared, once', () => {
    const note = 'Only its Git LFS pointer was compared.';
    expect(verificationMessage([{ ...same, note }], 'm.json').text).toMatch(
      /13e9f1e1db50\)\. Only its Git LFS pointer was compared\.$/,
    );
    expect(
      verificationMessage(
        [
          { ...same, note },
          { ...other, note },
        ],
        'm.json',
      ).text.split(note),
    ).toHaveLength(2);
  });

  it('makes no claim about a file that was not read', () => {
    expect(verificationMessage([gone], 'm.json')).toEqual({
      level: 'warning',
      text: 'c.csv was not verified: file not found.',
    });
  });
});

describe('several files', () => {
  it('counts the files and names those that differ', () => {
    expect(verificationMessage([same, other, gone], 'm.json', 1)).toEqual({
      level: 'error',
      text: '1 of 3 files match the hashes recorded in m.json. Different from the recorded hash: b.csv (13e9f1e1db50 → 9e9e602294c9). Not verified: c.csv (file not found). 1 recorded value is not a SHA-256.',
    });
    expect(verificationMessage([same, same], 'm.json').level).toBe('information');
    expect(verificationMessage([same, gone], 'm.json').level).toBe('warning');
    expect(verificationMessage([same, same], 'm.json', 2).level).toBe('warning');
  });

  it('names only some of many files', () => {
    const { text } = verificationMessage(Array(9).fill(other), 'm.json');
    expect(text.match(/b\.csv/g)).toHaveLength(5);
    expect(text).toContain('…');
  });
});

it('explains why nothing can be verified', () => {
  expect(cannotVerifyMessage('null', 'm.json').text).toContain('contains no data hash');
  expect(cannotVerifyMessage('foreign', 'm.json').text).toContain('no data files');
  expect(cannotVerifyMessage('malformed', 'm.json').level).toBe('warning');
  expect(cannotVerifyMessage('failed', 'm.json').level).toBe('error');
});
