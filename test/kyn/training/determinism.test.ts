// What keeps a run from being repeated: told with its cures, with what params and sweeps make of it, and summed up as a tier.
import { describe, expect, it, test } from 'vitest';
import { type Analysis, analyze } from '../../../src-shared/kyn/analyze';
import { compose } from '../../../src-shared/kyn/names/compose';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import { tierOf } from '../../../src-shared/kyn/training/determinism';
import { applied } from '../check';

interface Parts {
  readonly head?: string;
  readonly data?: string;
  readonly train?: string;
}

/** A spec that claims determinism and keeps it, with what a case is about. */
const spec = ({ head = '', data = '', train = '    device = cuda\n' }: Parts = {}): string =>
  `${head}dataset D:
    source = csv("d.csv")
    target = "y"
${data}
model Net:
    input 4
    dense 1 linear

train:
    model = Net
    data = D
    loss = mse
    optimizer = adam(lr=0.1)
    epochs = 3
    seed = 1
    deterministic = true
${train}`;

function look(text: string, rows?: string): Analysis {
  const tree = parse(text);
  const composition = compose({ id: 'spec', tree }, () => ({ id: 'rows', label: 'rows.kyn', tree: parse(rows ?? '') }));
  return analyze({ tree, composition });
}

/** Severity, code and message of each finding that is no plain mistake, and what it is about. */
const findings = (text: string, rows?: string): string[] =>
  look(text, rows)
    .diagnostics.filter(d => d.severity !== 'error' && d.code !== 'unused')
    .map(d => `${d.severity} ${d.code}: ${d.message} @ ${text.slice(d.span.start, d.span.end)}`);

const cures = (text: string, rows?: string): string[] =>
  look(text, rows)
    .diagnostics.filter(d => d.code === 'weak-determinism' || d.code === 'no-seed')
    .flatMap(d => d.fixes.map(f => f.title));

/** The text after the cure of a title. */
function cured(text: string, title: string): string {
  const fix = look(text)
    .diagnostics.flatMap(d => d.fixes)
    .find(f => f.title === title);
  if (!fix) throw new Error(`nothing offers ${title}`);
  return applied(text, fix);
}

const tier = (text: string, rows?: string): string | undefined => {
  const { tier: name, reasons } = tierOf(look(text, rows)) ?? {};
  return name && [name, ...(reasons ?? [])].join('; ');
};

const against = 'which weakens `deterministic = true`.';

test('a spec that keeps what it claims has no finding and the highest tier', () => {
  expect(findings(spec())).toEqual([]);
  expect(tier(spec())).toBe('strong');
});

describe('no seed', () => {
  const text = spec().replace('    seed = 1\n', '');
  it('is told where determinism is claimed, or at the block', () => {
    expect(findings(text)).toEqual([
      'info no-seed: `deterministic` has little effect without a seed: each run starts from different random numbers. @ deterministic = true',
    ]);
    expect(findings(text.replace('    deterministic = true\n', ''))).toEqual([
      'info no-seed: No seed is set, so this run cannot be reproduced exactly. @ train',
    ]);
    expect(tier(text)).toBe('advisory; no seed is set');
  });
  it('is added as the last line of the block, with its line ends', () => {
    expect(cured(text, 'Add `seed = 42`')).toBe(`${text.trimEnd()}\n    seed = 42\n`);
    const below = `${text}\n# What comes next.\nevaluate:\n    metrics = [mae]\n`;
    expect(cured(below, 'Add `seed = 42`')).toBe(
      below.replace('    device = cuda\n', '    device = cuda\n    seed = 42\n'),
    );
    const windows = text.replaceAll('\n', '\r\n');
    expect(cured(windows, 'Add `seed = 42`')).toBe(`${windows.trimEnd()}\r\n    seed = 42\r\n`);
  });
  it('is not told where a line cannot be read or a key is mistyped: it may be that one', () => {
    expect(findings(text.replace('epochs = 3', 'epochs = 3\n    = 7'))).toEqual([]);
    expect(findings(spec().replace('seed', 'sede')).filter(f => f.includes('no-seed'))).toEqual([]);
  });
});

describe('settings that work against deterministic = true', () => {
  it.each([
    ['precision', 'bf16', 'bf16 falls back to fp32 without CUDA', ['Set precision = fp32']],
    ['precision', 'fp16', 'fp16 falls back to fp32 without CUDA', ['Set precision = fp32']],
    ['compile', 'true', 'compile may fuse operations differently on each machine', ['Set compile = false']],
  ])('%s = %s', (key, value, reason, offered) => {
    const text = spec({ train: `    device = cuda\n    ${key} = ${value}\n` });
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ ${key} = ${value}`]);
    expect(cures(text)).toEqual([...offered, 'Do without deterministic']);
    for (const title of cures(text)) expect(findings(cured(text, title))).toEqual([]);
    expect(tier(text)).toBe(`best-effort; ${reason}`);
  });

  it('device = auto, with what it can be', () => {
    const text = spec({ train: '    device = auto   # any\n' });
    const reason = 'device = auto takes what the machine has';
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ device = auto`]);
    expect(cures(text)).toEqual(['Set device = cuda', 'Set device = cpu', 'Do without deterministic']);
    expect(cured(text, 'Set device = cuda')).toBe(text.replace('auto', 'cuda'));
    expect(cured(text, 'Do without deterministic')).toBe(text.replace('    deterministic = true\n', ''));
    expect(tier(text)).toBe(`advisory; ${reason}`);
  });

  it('no device is auto as far as we assume, which counts against the tier and is no finding', () => {
    const text = spec({ train: '' });
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('advisory; device is not set, so it is auto and takes what the machine has');
    expect(findings(spec({ train: '    devise = cuda\n' }))).toEqual([]);
  });

  it('num_workers of the dataset', () => {
    const text = spec({ data: '    num_workers = 2\n' });
    const reason = 'num_workers = 2 may change the order of batches';
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ num_workers = 2`]);
    expect(cures(text)).toEqual(['Set num_workers = 0', 'Do without deterministic']);
    expect(cured(text, 'Set num_workers = 0')).toBe(text.replace('num_workers = 2', 'num_workers = 0'));
    expect(tier(text)).toBe(`best-effort; ${reason}`);
  });

  it('none of it without the claim', () => {
    const text = spec({ train: '    compile = true\n    device = auto\n' });
    expect(findings(text.replace('deterministic = true', 'deterministic = false'))).toEqual([]);
    expect(findings(text.replace('    deterministic = true\n', ''))).toEqual([]);
  });
});

describe('through $name', () => {
  const head = 'params:\n    c = true\n    n = 2\n\n';
  it('the default counts', () => {
    const text = spec({ head, data: '    num_workers = $n\n', train: '    device = cuda\n    compile = $c\n' });
    expect(findings(text)).toEqual([
      `info weak-determinism: num_workers = 2 may change the order of batches, ${against} @ num_workers = $n`,
      `info weak-determinism: compile may fuse operations differently on each machine, ${against} @ compile = $c`,
    ]);
    expect(cured(text, 'Set compile = false')).toBe(text.replace('compile = $c', 'compile = false'));
    const claimed = text.replace('deterministic = true', 'deterministic = $c');
    expect(findings(claimed)).toEqual(findings(text));
    expect(findings(claimed.replace('c = true', 'c = false'))).toEqual([]);
  });

  it('what stands for nothing is not judged, and counts against the tier', () => {
    const text = spec({ train: '    device = cuda\n    compile = $nothing\n' });
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('best-effort; compile cannot be told');
    expect(tier(spec().replace('seed = 1', 'seed = $nothing'))).toBe('advisory; seed cannot be told');
    expect(tier(spec().replace('deterministic = true', 'deterministic = $nothing'))).toBe(
      'advisory; deterministic cannot be told',
    );
  });

  it('what stands twice is not judged either', () => {
    const text = spec({ train: '    device = cuda\n    compile = true\n    compile = false\n' });
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('best-effort; compile cannot be told');
  });
});

describe('what a sweep varies', () => {
  const head = (axis: string): string => `params:\n    c = false\n    s = 1\n\nsweep:\n    ${axis}\n\n`;
  it('is judged by the values of the axis, which is named', () => {
    const text = spec({ head: head('c = [false, true]'), train: '    device = cuda\n    compile = $c\n' });
    const reason = 'compile may fuse operations differently on each machine (by the sweep axis c)';
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ compile = $c`]);
    expect(cures(text)).toEqual(['Do without deterministic']);
    expect(tier(text)).toBe(`best-effort; ${reason}`);
    const swept = text.replace('c = [false, true]', 'c = [false]').replace('c = false', 'c = true');
    expect(findings(swept)).toEqual([]);
  });

  it('a seed that varies is a seed', () => {
    const text = spec({ head: head('s = [1, 2, 3]') }).replace('seed = 1', 'seed = $s');
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('strong');
    expect(tier(text.replace('[1, 2, 3]', '[1, $none]'))).toBe('advisory; seed cannot be told');
  });

  it('a claim that holds for some runs is none', () => {
    const text = spec({ head: head('c = [true, false]'), train: '    compile = true\n' });
    const varied = text.replace('deterministic = true', 'deterministic = $c');
    expect(findings(varied)).toEqual([]);
    expect(tier(varied)).toBe('advisory; deterministic is not true in each run (sweep axis c)');
  });
});

describe('a dataset of an imported file', () => {
  const rows = 'dataset D:\n    source = csv("d.csv")\n    target = "y"\n    num_workers = 2\n';
  const own = spec().replace(/dataset D:[\s\S]*?\n\n/, 'import "rows.kyn"\n\n');
  const reason = 'num_workers = 2 may change the order of batches of D in rows.kyn';
  it('is told where the spec names it, and cannot be changed from here', () => {
    expect(findings(own, rows)).toEqual([`info weak-determinism: ${reason}, ${against} @ data = D`]);
    expect(cures(own, rows)).toEqual(['Do without deterministic']);
    expect(tier(own, rows)).toBe(`best-effort; ${reason}`);
    expect(findings(own, rows.replace('2', '0'))).toEqual([]);
  });
});

describe('tiers', () => {
  it.each([
    ['    device = cpu\n', 'advisory; cpu promises no bit-exact kernels'],
    ['    device = mps\n', 'best-effort; mps promises no bit-exact kernels'],
    ['    device = cudaa\n', 'advisory; cudaa is no device that is known, so what it promises cannot be told'],
    ['    device = $nothing\n', 'advisory; device cannot be told'],
  ])('of %j', (train, expected) => {
    expect(tier(spec({ train }))).toBe(expected);
  });
  it('are those of the device that can promise least', () => {
    const head = 'params:\n    d = "cuda"\n\nsweep:\n    d = ["cuda", "auto"]\n\n';
    expect(tier(spec({ head, train: '    device = $d\n' }))).toMatch(/^advisory; /);
    expect(tier(spec({ head: head.replace('auto', 'mps'), train: '    device = $d\n' }))).toMatch(/^best-effort; /);
    expect(tier(spec({ head: head.replace(', "auto"', ''), train: '    device = $d\n' }))).toBe('strong');
  });

  it('never fall by a cure', () => {
    const order = ['advisory', 'best-effort', 'strong'];
    const rank = (text: string) => order.indexOf(tier(text)?.split(';')[0] ?? '');
    for (const train of ['device = auto', 'device = cuda\n    precision = bf16', 'device = cuda\n    compile = true']) {
      const text = spec({ train: `    ${train}\n` });
      const kept = cures(text).filter(title => title !== 'Do without deterministic');
      expect(kept).not.toEqual([]);
      for (const title of kept) expect(rank(cured(text, title)), title).toBeGreaterThanOrEqual(rank(text));
    }
  });
  it('need a claim', () => {
    expect(tier(spec().replace('    deterministic = true\n', ''))).toBe('advisory; deterministic is not set');
    expect(tier(spec().replace('deterministic = true', 'deterministic = false'))).toBe(
      'advisory; deterministic is not true',
    );
  });
  it('are of specs that train, with data that is known', () => {
    expect(tier('model N:\n    input 1\n')).toBeUndefined();
    expect(tier(spec().replace('data = D', 'data = E'))).toBe('best-effort; the dataset cannot be told');
  });
});
