// Whether a difference is more than the noise of seeds.
import { describe, expect, test } from 'vitest';
import { seedEvidence } from '../../../src-shared/runs/table/seedNoise';
import { welchP } from '../../../src-shared/runs/table/welch';

const sample = (mean: number, deviation: number, count: number) => ({ mean, deviation, count, missing: 0 });

describe("Welch's t-test", () => {
  // Computed with scipy.stats.ttest_ind_from_stats(..., equal_var=False).
  test.each([
    [sample(13.5, 0.2, 5), sample(13.9, 0.3, 4), 0.07024765458905717],
    [sample(1, 0.1, 3), sample(1.05, 0.2, 3), 0.72485616992442],
    [sample(0.5, 0.01, 10), sample(0.6, 0.02, 7), 1.6625308186379072e-6],
    [sample(100, 5, 3), sample(200, 1, 50), 0.0008114320941582865],
    [sample(1, 1e-9, 4), sample(1 + 2e-9, 1e-9, 4), 0.0300197],
    [sample(1, 0.5, 2), sample(3, 0.1, 9), 0.10881681611403886],
  ])('%j and %j', (a, b, p) => {
    const [forward, backward] = [welchP(a, b) ?? Number.NaN, welchP(b, a) ?? Number.NaN];
    expect(Math.abs(forward / p - 1)).toBeLessThan(1e-5);
    expect(Math.abs(backward / p - 1)).toBeLessThan(1e-5);
  });

  test('samples without any spread differ certainly or not at all', () => {
    expect(welchP(sample(1, 0, 3), sample(1, 0, 3))).toBe(1);
    expect(welchP(sample(1, 0, 3), sample(1.1, 0, 3))).toBe(0);
  });

  test('a single value and a mean that is not finite have no answer', () => {
    expect(welchP({ mean: 1, count: 1 }, sample(2, 0.1, 3))).toBeUndefined();
    expect(welchP(sample(Number.NaN, Number.NaN, 3), sample(2, 0.1, 3))).toBeUndefined();
  });
});

describe('the evidence', () => {
  test('a difference that seeds explain is noise, a larger one is beyond it', () => {
    expect(seedEvidence(sample(13.5, 0.2, 5), sample(13.9, 0.3, 4)).state).toBe('noise');
    expect(seedEvidence(sample(13.5, 0.2, 5), sample(14.9, 0.3, 4)).state).toBe('beyond');
  });

  test('with fewer than three seeds on a side nothing is said', () => {
    expect(seedEvidence(sample(1, 0.001, 2), sample(9, 0.001, 9)).state).toBe('few-seeds');
    expect(seedEvidence(sample(1, 0.001, 9), sample(9, 0.001, 2)).state).toBe('few-seeds');
    expect(seedEvidence(undefined, sample(9, 0.001, 9)).state).toBe('few-seeds');
  });

  test('a diverged seed leaves no answer', () => {
    expect(seedEvidence(sample(Number.NaN, Number.NaN, 5), sample(9, 0.1, 5)).state).toBe('few-seeds');
  });

  test('runs that differ only in their seed differ by noise, however few they are', () => {
    const own = sample(1, 0.5, 2);
    expect(seedEvidence(own, own)).toEqual({ state: 'same-settings' });
  });
});
