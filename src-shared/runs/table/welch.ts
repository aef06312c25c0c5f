// Welch's t-test: whether the means of two samples differ by more than their spread explains. It assumes independent values that are roughly normal;
// the two variances may differ.

/** A sample by its mean, its sample standard deviation (n - 1) and its size. */
export interface Sample {
  readonly mean: number;
  readonly deviation?: number;
  readonly count: number;
}

/** The two-sided p-value of equal means; undefined where a sample has fewer than two values or is not finite. Without any spread, equal means have 1, others 0. */
export function welchP(a: Sample, b: Sample): number | undefined {
  if (a.deviation === undefined || b.deviation === undefined) return undefined;
  const [x, y] = [a.deviation ** 2 / a.count, b.deviation ** 2 / b.count];
  const difference = a.mean - b.mean;
  if (!Number.isFinite(difference) || !Number.isFinite(x + y)) return undefined;
  if (x + y === 0) return difference === 0 ? 1 : 0;
  const t2 = difference ** 2 / (x + y);
  // Welch and Satterthwaite, by shares of the variance, which cannot underflow as its square would.
  const share = x / (x + y);
  const freedom = 1 / (share ** 2 / (a.count - 1) + (1 - share) ** 2 / (b.count - 1));
  return incompleteBeta(freedom / (freedom + t2), freedom / 2, 0.5);
}

// The regularized incomplete beta function I_x(a, b).
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

const [STEPS, TINY, ENOUGH] = [300, 1e-300, 1e-14];

// Lentz's method for the continued fraction of the function.
function betaFraction(x: number, a: number, b: number): number {
  const nonZero = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    const before = result;
    for (const step of [even, odd]) {
      d = 1 / nonZero(1 + step * d);
      c = nonZero(1 + step / c);
      result *= c * d;
    }
    if (Math.abs(result - before) <= ENOUGH * Math.abs(result)) break;
  }
  return result;
}

// Lanczos' approximation with g = 7, exact to 15 digits for positive values.
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function logGamma(z: number): number {
  const x = z - 1;
  const base = x + LANCZOS.length - 1.5;
  const sum = LANCZOS.reduce((total, factor, i) => (i === 0 ? factor : total + factor / (x + i)), 0);
  return Math.log(2 * Math.PI) / 2 + (x + 0.5) * Math.log(base) - base + Math.log(sum);
}
