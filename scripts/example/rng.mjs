// Seeded random numbers: the same seed gives the same digits on every machine (only integer arithmetic and + - * /).

/**
 * A stream of uniform numbers in [0, 1), by the generator mulberry32.
 * @param {number} seed any integer; only its low 32 bits are used
 * @returns {() => number}
 */
export function uniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An approximately normal number with mean 0 and deviation 1: the sum of twelve uniform numbers, minus 6. */
export function normal(next) {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += next();
  return sum;
}
