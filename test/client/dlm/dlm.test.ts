// DLM in the client: tool search, lock modes, check messages and approval texts.
import { describe, expect, it } from 'vitest';
import { dlmCheckMessage, hasFindings } from '../../../client/src/dlm/dlmCheckMessage';
import {
  approvalDetail,
  approvalPrompt,
  goldenDetail,
  goldenState,
  goldenTitle,
  validateAdapterHash,
} from '../../../client/src/dlm/goldenText';
import { dlmArguments, dlmNotFoundMessage, modeChoices } from '../../../client/src/dlm/lockModes';
import { findInterpreter } from '../../../client/src/tasks/findInterpreter';
import type { ToolHost } from '../../../client/src/tasks/toolHost';
import { findTool } from '../../../client/src/tasks/toolSources';
import type { GoldenItem } from '../../../src-shared/protocol/goldenRequests';
import type { DlmCheck } from '../../../src-shared/protocol/requests';

const names = { setting: 'kynml.dlm.command', program: 'dlm', module: 'dlm' };
const machine = (files: readonly string[], more: Partial<ToolHost> = {}): ToolHost => ({
  platform: 'linux',
  path: '.:bin:/usr/local/bin:/usr/bin',
  home: '/home/ada',
  folder: '/projects/notes',
  isExecutable: async file => files.includes(file),
  python: async () => ({ program: '/env/bin/python' }),
  isInFolder: async () => false,
  missingModules: async (_, modules) => ({ ok: true, missing: modules }),
  ...more,
});

describe('the dlm tool', () => {
  it('is the configured one, else dlm on PATH, else the selected Python with DLM', async () => {
    const all = machine(['/opt/dlm', '/usr/bin/dlm', '/usr/bin/kynml']);
    expect(await findTool('/opt/dlm', all, names)).toEqual({ found: true, tool: { program: '/opt/dlm', args: [] } });
    expect(await findTool('', all, names)).toEqual({ found: true, tool: { program: '/usr/bin/dlm', args: [] } });
    const python = { program: '/env/bin/python', args: ['-m', 'dlm'], env: { PYTHONSAFEPATH: '1' } };
    expect(await findTool('', machine([], { missingModules: async () => ({ ok: true, missing: [] }) }), names)).toEqual(
      {
        found: true,
        tool: python,
      },
    );
  });

  it('ignores relative folders and lists what was tried', async () => {
    const search = await findTool('', machine(['dlm', 'bin/dlm', '/projects/notes/dlm', '/usr/bin/kynml']), names);
    expect(search).toEqual({
      found: false,
      tried: [
        'the setting `kynml.dlm.command`: not set',
        'dlm on PATH: not found in 2 folders',
        'the interpreter /env/bin/python: module `dlm` not found',
      ],
    });
    expect(dlmNotFoundMessage(['a', 'b'])).toContain('(tried: a; b)');
    expect(await findTool('gone', machine(['/usr/bin/dlm']), names)).toEqual({
      found: false,
      tried: ['the setting `kynml.dlm.command` (gone): not found on PATH'],
    });
  });

  it('finds the interpreter of a configured `python -m dlm`', async () => {
    const setting = ['/venv/bin/python', '-m', 'dlm'];
    expect(await findInterpreter(setting, machine(['/venv/bin/python']), names)).toEqual({
      found: true,
      program: '/venv/bin/python',
    });
    expect(await findInterpreter(setting, machine([]), names)).toEqual({
      found: false,
      tried: ['the setting `kynml.dlm.command` (/venv/bin/python): /venv/bin/python is not an executable program'],
    });
  });
});

describe('lock modes', () => {
  it('are four, the default first, each with at most one flag and a description', () => {
    expect(modeChoices().map(({ value }) => value.flag)).toEqual([
      undefined,
      '--strict-lock',
      '--update-lock',
      '--ignore-lock',
    ]);
    for (const { detail } of modeChoices()) expect(detail).toMatch(/^[A-Z].+\.$/);
  });

  it('become arguments, regardless of the document name', () => {
    const document = '/notes/$(id) "x";.dlm';
    expect(modeChoices().map(({ value }) => dlmArguments(document, value))).toEqual([
      ['train', document],
      ['train', document, '--strict-lock'],
      ['train', document, '--update-lock'],
      ['train', document, '--ignore-lock'],
    ]);
  });
});

const fits: Extract<DlmCheck, { ok: true }> = {
  ok: true,
  lockUri: 'file:///s/dlm.lock',
  lockLabel: 's/dlm.lock',
  found: 'torch 2.5.1, cpu',
  action: 'proceed',
  errors: 0,
  warnings: 0,
  mismatches: [],
  unknown: [],
  unseen: ['seed', 'base_model_revision'],
};
const mismatch = (field: string, severity: 'allow' | 'warn' | 'error') => ({ field, severity, message: '' });
const report = (more: Partial<typeof fits>) => dlmCheckMessage({ ...fits, ...more }, '/env/bin/python');

describe('check message', () => {
  it('lists what was not compared for a matching lock', () => {
    expect(report({})).toEqual({
      level: 'information',
      lines: [
        'dlm.lock matches what is installed.',
        'Not compared: 2 fields known only during training.',
        'Compared with torch 2.5.1, cpu (/env/bin/python).',
      ],
    });
    expect(hasFindings(fits)).toBe(false);
  });

  it('does not report a match when a field is unknown', () => {
    const { level, lines } = report({ unknown: [{ field: 'hardware_tier', why: 'x' }] });
    expect(level).toBe('information');
    expect(lines.join(' ')).not.toContain('matches');
    expect(lines[1]).toBe('Not compared: 1 unknown here, 2 known only during training.');
  });

  it('names the decisive fields', () => {
    const mismatches = [mismatch('dlm_sha256', 'allow'), mismatch('torch', 'error'), mismatch('peft', 'warn')];
    expect(report({ action: 'abort', mismatches })).toMatchObject({
      level: 'error',
      lines: ['`dlm train` would stop: torch differs.', expect.any(String), expect.any(String)],
    });
    expect(report({ action: 'proceed_with_warnings', mismatches })).toMatchObject({
      level: 'warning',
      lines: ['`dlm train` would warn: peft differs.', expect.any(String), expect.any(String)],
    });
    expect(report({ mismatches: [mismatch('dlm_sha256', 'allow')] })).toMatchObject({ level: 'information' });
  });
});

describe('the length of the check message', () => {
  it('is three short lines, however many fields differ or are unknown', () => {
    const many = Array.from({ length: 30 }, (_, i) => mismatch(`determinism_flags_${i}`, 'warn'));
    const unknown = many.map(({ field }) => ({ field, why: 'x' }));
    const { lines } = dlmCheckMessage(
      { ...fits, action: 'proceed_with_warnings', mismatches: many, unknown },
      `/home/${'long/'.repeat(40)}bin/python`,
    );
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(line.length, line).toBeLessThan(80);
    expect(lines[0]).toBe('`dlm train` would warn: determinism_flags_0 and 29 more fields differ.');
  });

  it('names two fields', () => {
    const mismatches = [mismatch('torch', 'error'), mismatch('base_model_revision', 'error')];
    expect(report({ action: 'abort', mismatches }).lines[0]).toBe(
      '`dlm train` would stop: torch and base_model_revision differ.',
    );
  });
});

const item: GoldenItem = {
  relpath: `tests/golden/determinism/tuple-${'1'.repeat(16)}.json`,
  platform: 'linux-x86_64',
  versions: ['torch 2.5.1'],
  held: 'b'.repeat(64),
  approved: 'a'.repeat(64),
};

describe('approval texts', () => {
  it('name the golden, both adapters, the platform and the versions', () => {
    expect(goldenTitle(item)).toBe('tuple-1111111111111111');
    expect(goldenDetail(item)).toBe('linux-x86_64 · torch 2.5.1');
    expect(approvalPrompt(item, 'b'.repeat(64))).toBe(
      'Approve adapter bbbbbbbbbbbb for tuple-1111111111111111, replacing aaaaaaaaaaaa?',
    );
    const plan = { ok: true, change: 'added', time: '', before: '', after: '', indexUri: '', remarks: ['x'] } as const;
    expect(approvalDetail(item, plan)).toBe('linux-x86_64 · torch 2.5.1 · x');
  });

  it('state whether it is approved', () => {
    const { approved: _, ...fresh } = item;
    expect(goldenState(item)).toBe('approved aaaaaaaaaaaa, but the golden contains bbbbbbbbbbbb');
    const { held: _held, ...without } = item;
    expect(goldenState(without)).toBe('approved aaaaaaaaaaaa, but the golden contains no adapter');
    expect(goldenState({ ...without, isMissing: true })).toBe('approved aaaaaaaaaaaa, but its file is missing');
    expect(goldenState({ ...item, held: item.approved ?? '' })).toBe('approved aaaaaaaaaaaa');
    expect(goldenState(fresh)).toBe('not approved yet');
    expect(approvalPrompt(fresh, 'b'.repeat(64))).not.toContain('replacing');
  });

  it('accept only a SHA-256', () => {
    expect(validateAdapterHash(` ${'A0'.repeat(32)}\n`)).toBeUndefined();
    for (const text of ['', 'a'.repeat(63), 'a'.repeat(65), 'g'.repeat(64)])
      expect(validateAdapterHash(text)).toBeDefined();
  });
});
