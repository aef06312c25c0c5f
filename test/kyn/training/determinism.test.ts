// Settings that prevent repeatable runs: their findings and fixes, also through params and sweeps, and the resulting tier.
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

/** A deterministic spec, with changes for a test case. */
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

function analysed(text: string, rows?: string): Analysis {
  const tree = parse(text);
  const composition = compose({ id: 'spec', tree }, () => ({ id: 'rows', label: 'rows.kyn', tree: parse(rows ?? '') }));
  return analyze({ tree, composition });
}

/** Severity, code, message and text of each finding that is not an error. */
const findings = (text: string, rows?: string): string[] =>
  analysed(text, rows)
    .diagnostics.filter(d => d.severity !== 'error' && d.code !== 'unused')
    .map(d => `${d.severity} ${d.code}: ${d.message} @ ${text.slice(d.span.start, d.span.end)}`);

const fixTitles = (text: string, rows?: string): string[] =>
  analysed(text, rows)
    .diagnostics.filter(d => d.code === 'weak-determinism' || d.code === 'no-seed')
    .flatMap(d => d.fixes.map(f => f.title));

/** The text after the fix with a title. */
function fixed(text: string, title: string): string {
  const fix = analysed(text)
    .diagnostics.flatMap(d => d.fixes)
    .find(f => f.title === title);
  if (!fix) throw new Error(`No fix has the title ${title}`);
  return applied(text, fix);
}

const tier = (text: string, rows?: string): string | undefined => {
  const { tier: name, reasons } = tierOf(analysed(text, rows)) ?? {};
  return name && [name, ...(reasons ?? [])].join('; ');
};

const against = 'which weakens `deterministic = true`.';

test('a deterministic spec has no finding and the highest tier', () => {
  expect(findings(spec())).toEqual([]);
  expect(tier(spec())).toBe('strong');
});

describe('no seed', () => {
  const text = spec().replace('    seed = 1\n', '');
  it('is reported at `deterministic`, or at the train block', () => {
    expect(findings(text)).toEqual([
      'info no-seed: `deterministic` has little effect without a seed: each run starts from different random numbers. @ deterministic = true',
    ]);
    expect(findings(text.replace('    deterministic = true\n', ''))).toEqual([
      'info no-seed: No seed is set, so this run cannot be reproduced exactly. @ train',
    ]);
    expect(tier(text)).toBe('advisory; `seed` is not set');
  });
  it('is fixed by a last line of the block, with its line ending', () => {
    expect(fixed(text, 'Add `seed = 42`')).toBe(`${text.trimEnd()}\n    seed = 42\n`);
    const below = `${text}\n# What comes next.\nevaluate:\n    metrics = [mae]\n`;
    expect(fixed(below, 'Add `seed = 42`')).toBe(
      below.replace('    device = cuda\n', '    device = cuda\n    seed = 42\n'),
    );
    const windows = text.replaceAll('\n', '\r\n');
    expect(fixed(windows, 'Add `seed = 42`')).toBe(`${windows.trimEnd()}\r\n    seed = 42\r\n`);
  });
  it('is not reported if an unparsed line or a mistyped key may be the seed', () => {
    expect(findings(text.replace('epochs = 3', 'epochs = 3\n    = 7'))).toEqual([]);
    expect(findings(spec().replace('seed', 'sede')).filter(f => f.includes('no-seed'))).toEqual([]);
  });
});

describe('settings that work against deterministic = true', () => {
  it.each([
    ['precision', 'bf16', '`bf16` falls back to `fp32` without CUDA', ['Set `precision = fp32`']],
    ['precision', 'fp16', '`fp16` falls back to `fp32` without CUDA', ['Set `precision = fp32`']],
    ['compile', 'true', '`compile` may fuse operations differently on each machine', ['Set `compile = false`']],
  ])('%s = %s', (key, value, reason, offered) => {
    const text = spec({ train: `    device = cuda\n    ${key} = ${value}\n` });
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ ${key} = ${value}`]);
    expect(fixTitles(text)).toEqual([...offered, 'Remove `deterministic`']);
    for (const title of fixTitles(text)) expect(findings(fixed(text, title))).toEqual([]);
    expect(tier(text)).toBe(`best-effort; ${reason}`);
  });

  it('device = auto, with the alternatives', () => {
    const text = spec({ train: '    device = auto   # any\n' });
    const reason = '`device = auto` depends on the machine';
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ device = auto`]);
    expect(fixTitles(text)).toEqual(['Set `device = cuda`', 'Set `device = cpu`', 'Remove `deterministic`']);
    expect(fixed(text, 'Set `device = cuda`')).toBe(text.replace('auto', 'cuda'));
    expect(fixed(text, 'Remove `deterministic`')).toBe(text.replace('    deterministic = true\n', ''));
    expect(tier(text)).toBe(`advisory; ${reason}`);
  });

  it('a missing device lowers the tier but is not a finding', () => {
    const text = spec({ train: '' });
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('advisory; `device` is not set, so `auto` applies and depends on the machine');
    expect(findings(spec({ train: '    devise = cuda\n' }))).toEqual([]);
  });

  it('num_workers of the dataset', () => {
    const text = spec({ data: '    num_workers = 2\n' });
    const reason = '`num_workers = 2` may change the order of batches';
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ num_workers = 2`]);
    expect(fixTitles(text)).toEqual(['Set `num_workers = 0`', 'Remove `deterministic`']);
    expect(fixed(text, 'Set `num_workers = 0`')).toBe(text.replace('num_workers = 2', 'num_workers = 0'));
    expect(tier(text)).toBe(`best-effort; ${reason}`);
  });

  it('are not reported without deterministic = true', () => {
    const text = spec({ train: '    compile = true\n    device = auto\n' });
    expect(findings(text.replace('deterministic = true', 'deterministic = false'))).toEqual([]);
    expect(findings(text.replace('    deterministic = true\n', ''))).toEqual([]);
  });
});

describe('through $name', () => {
  const head = 'params:\n    c = true\n    n = 2\n\n';
  it('the default of the param is used', () => {
    const text = spec({ head, data: '    num_workers = $n\n', train: '    device = cuda\n    compile = $c\n' });
    expect(findings(text)).toEqual([
      `info weak-determinism: \`num_workers = 2\` may change the order of batches, ${against} @ num_workers = $n`,
      `info weak-determinism: \`compile\` may fuse operations differently on each machine, ${against} @ compile = $c`,
    ]);
    expect(fixed(text, 'Set `compile = false`')).toBe(text.replace('compile = $c', 'compile = false'));
    const claimed = text.replace('deterministic = true', 'deterministic = $c');
    expect(findings(claimed)).toEqual(findings(text));
    expect(findings(claimed.replace('c = true', 'c = false'))).toEqual([]);
  });

  it('an undefined param is not a finding but lowers the tier', () => {
    const text = spec({ train: '    device = cuda\n    compile = $nothing\n' });
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('best-effort; `compile` cannot be determined');
    expect(tier(spec().replace('seed = 1', 'seed = $nothing'))).toBe('advisory; `seed` cannot be determined');
    expect(tier(spec().replace('deterministic = true', 'deterministic = $nothing'))).toBe(
      'advisory; `deterministic` cannot be determined',
    );
  });

  it('a duplicate key is not a finding but lowers the tier', () => {
    const text = spec({ train: '    device = cuda\n    compile = true\n    compile = false\n' });
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('best-effort; `compile` cannot be determined');
  });
});

describe('swept settings', () => {
  const head = (axis: string): string => `params:\n    c = false\n    s = 1\n\nsweep:\n    ${axis}\n\n`;
  it('are checked with the values of the axis, which is named', () => {
    const text = spec({ head: head('c = [false, true]'), train: '    device = cuda\n    compile = $c\n' });
    const reason = '`compile` may fuse operations differently on each machine (sweep axis `c`)';
    expect(findings(text)).toEqual([`info weak-determinism: ${reason}, ${against} @ compile = $c`]);
    expect(fixTitles(text)).toEqual(['Remove `deterministic`']);
    expect(tier(text)).toBe(`best-effort; ${reason}`);
    const swept = text.replace('c = [false, true]', 'c = [false]').replace('c = false', 'c = true');
    expect(findings(swept)).toEqual([]);
  });

  it('a swept seed is a seed', () => {
    const text = spec({ head: head('s = [1, 2, 3]') }).replace('seed = 1', 'seed = $s');
    expect(findings(text)).toEqual([]);
    expect(tier(text)).toBe('strong');
    expect(tier(text.replace('[1, 2, 3]', '[1, $none]'))).toBe('advisory; `seed` cannot be determined');
  });

  it('deterministic must be true in every run', () => {
    const text = spec({ head: head('c = [true, false]'), train: '    compile = true\n' });
    const varied = text.replace('deterministic = true', 'deterministic = $c');
    expect(findings(varied)).toEqual([]);
    expect(tier(varied)).toBe('advisory; `deterministic` is not true in every run (sweep axis `c`)');
  });
});

describe('a dataset of an imported file', () => {
  const rows = 'dataset D:\n    source = csv("d.csv")\n    target = "y"\n    num_workers = 2\n';
  const own = spec().replace(/dataset D:[\s\S]*?\n\n/, 'import "rows.kyn"\n\n');
  const reason = '`num_workers = 2` may change the order of batches of dataset `D` in rows.kyn';
  it('is reported at its use, without a fix of the setting', () => {
    expect(findings(own, rows)).toEqual([`info weak-determinism: ${reason}, ${against} @ data = D`]);
    expect(fixTitles(own, rows)).toEqual(['Remove `deterministic`']);
    expect(tier(own, rows)).toBe(`best-effort; ${reason}`);
    expect(findings(own, rows.replace('2', '0'))).toEqual([]);
  });
});

describe('tiers', () => {
  it.each([
    ['    device = cpu\n', 'advisory; `cpu` does not guarantee bit-exact kernels'],
    ['    device = mps\n', 'best-effort; `mps` does not guarantee bit-exact kernels'],
    ['    device = cudaa\n', 'advisory; `cudaa` is not a known device, so its guarantees cannot be determined'],
    ['    device = $nothing\n', 'advisory; `device` cannot be determined'],
  ])('of %j', (train, expected) => {
    expect(tier(spec({ train }))).toBe(expected);
  });
  it('depend on the weakest device', () => {
    const head = 'params:\n    d = "cuda"\n\nsweep:\n    d = ["cuda", "auto"]\n\n';
    expect(tier(spec({ head, train: '    device = $d\n' }))).toMatch(/^advisory; /);
    expect(tier(spec({ head: head.replace('auto', 'mps'), train: '    device = $d\n' }))).toMatch(/^best-effort; /);
    expect(tier(spec({ head: head.replace(', "auto"', ''), train: '    device = $d\n' }))).toBe('strong');
  });

  it('never get lower by a fix', () => {
    const order = ['advisory', 'best-effort', 'strong'];
    const rank = (text: string) => order.indexOf(tier(text)?.split(';')[0] ?? '');
    for (const train of ['device = auto', 'device = cuda\n    precision = bf16', 'device = cuda\n    compile = true']) {
      const text = spec({ train: `    ${train}\n` });
      const kept = fixTitles(text).filter(title => title !== 'Remove `deterministic`');
      expect(kept).not.toEqual([]);
      for (const title of kept) expect(rank(fixed(text, title)), title).toBeGreaterThanOrEqual(rank(text));
    }
  });
  it('above advisory need deterministic = true', () => {
    expect(tier(spec().replace('    deterministic = true\n', ''))).toBe('advisory; `deterministic` is not set');
    expect(tier(spec().replace('deterministic = true', 'deterministic = false'))).toBe(
      'advisory; `deterministic` is not true',
    );
  });
  it('need a train block and a known dataset', () => {
    expect(tier('model N:\n    input 1\n')).toBeUndefined();
    expect(tier(spec().replace('data = D', 'data = E'))).toBe('best-effort; the dataset cannot be determined');
  });
});
