// Random pairs of DLM locks.

/** An accepted license. */
export const LICENSE = {
  accepted_at: '2026-04-19T17:30:00',
  license_url: 'https://example.org/a',
  license_spdx: 'Apache-2.0',
  via: 'cli_flag',
};

/** The seed of the random pairs, fixed so that a failure is repeatable. */
export const SEED = 20_260_419;

/** Random numbers from 0 to 1. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const VERSIONS =
  '2.5.1|2.5.1 |v2.5.1|V2.6|1!2.5|0!2.5.1|02.5|2|2.5.1+cu121|2.5.1+CPU|2.5.1+a_b|2.5.1+a__b|3.0.0.dev20260101|2.5.1rc1|2.5.1-rc.1|2.5.1_alpha'
    .concat(
      '|2.5.1.post1|2.5.1-1|2.5.1-1-1|2.5.1.post1.dev2+x|nightly||b8816|2.x|.2|2.|2..5|1!!2|!2|2.5.1 dev|2.5.1dev|1e9|٢.5|２.5|-2|+2|2,5|1.13.1|10.0|0.0',
    )
    .split('|')
    .concat(
      '\n2.5.1\t',
      '\u00a02.5.1',
      '\ufeff2.5.1',
      '\u001c1.0\u001f',
      '1.0\u0085',
      '2.5.1\u0000',
      '\u180e2',
      `2${'.1'.repeat(300)}`,
      `${'9'.repeat(400)}.1`,
    );
const FLAGS =
  '1|1.0|true|0|-0|-0.0|false|null|"1"|""|NaN|Infinity|-Infinity|1e400|9007199254740993|9007199254740992.0|1e23|100000000000000000000000|[]|[1,[true]]|[1.0,[1]]|{}|{"x":1,"x":2}|{"x":2}|{"y":1,"x":2}|{"x":2.0,"y":true}|"\\u00e9"|"\\ud83d\\ude00"'.split(
    '|',
  );
const SEEDS = `0|-0|1|42|-42|${'9'.repeat(50)}|${'9'.repeat(49)}8`.split('|');

/** Two random locks that agree in most fields. */
export function randomPair(next: () => number): [string, string] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const some = (chance: number) => next() < chance;
  const string = (list: readonly string[]) => JSON.stringify(pick(list));
  const members = (names: readonly string[], value: () => string) =>
    `{${names
      .filter(() => some(0.4))
      .map(name => `${JSON.stringify(name)}:${value()}`)
      .join(',')}}`;
  const optional = (value: () => string) => (some(0.3) ? undefined : some(0.3) ? 'null' : value());
  const license = () =>
    JSON.stringify({
      ...LICENSE,
      license_spdx: pick(['MIT', 'Apache-2.0']),
      license_url: pick(['a', 'b']),
      via: pick(['interactive', 'frontmatter']),
    });
  const fields: Record<string, () => string | undefined> = {
    created_at: () => string(['2026-04-19T17:30:00', '2026-04-19 17:30Z']),
    dlm_id: () => string(['a', 'b']),
    dlm_sha256: () => string(['0'.repeat(64), '1'.repeat(64)]),
    base_model_revision: () => string(['r', 'r', 'r', 'R']),
    base_model_sha256: () => optional(() => string(['a', 'a', 'b'])),
    pinned_versions: () =>
      some(0.2)
        ? undefined
        : members(
            ['torch', 'torch', 'transformers', 'peft', 'trl', 'bitsandbytes', 'accelerate', 'llama_cpp', 'numpy'],
            () => string(some(0.7) ? VERSIONS.slice(0, 4) : VERSIONS),
          ),
    cuda_version: () => optional(() => string(['12.1', '12.4'])),
    rocm_version: () => optional(() => string(['6.0', '6.1'])),
    hardware_tier: () => string(['cuda-sm80+', 'cuda-sm<80', 'mps', 'cpu', 'rocm']),
    seed: () => pick(SEEDS),
    determinism_flags: () => (some(0.3) ? undefined : members(['a', 'b', 'a'], () => pick(FLAGS))),
    determinism_class: () => string(['strong', 'best-effort', 'advisory']),
    license_acceptance: () => optional(license),
    last_run_id: () => pick(['1', '2']),
    world_size: () => (some(0.5) ? undefined : pick(['1', '2'])),
  };
  const made = Object.entries(fields).map(([name, make]) => [name, make(), make] as const);
  // Most fields agree, so that each alone decides now and then.
  const other = made.map(([name, value, make]) => [name, some(0.12) ? make() : value] as const);
  const text = (list: readonly (readonly [string, string | undefined, ...unknown[]])[]) =>
    `{"lock_version":1,${list.flatMap(([name, value]) => (value === undefined ? [] : [`${JSON.stringify(name)}:${value}`])).join(',')}}`;
  return [text(made), text(other)];
}
