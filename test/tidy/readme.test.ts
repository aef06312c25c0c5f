// The README and what the marketplace reads.
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import manifest from '../../package.json';
import { filesMatching } from './files';

const readme = readFileSync('README.md', 'utf8');
// The table of the benchmark is generated.
const written = readme.replace(/<!-- bench:[\s\S]*?<!-- \/bench -->\n/, '').split('\n');

test('the README is short', () => {
  expect(written.length).toBeLessThanOrEqual(90);
  expect(written.filter(line => line.startsWith('  <img '))).toHaveLength(3);
});

test('the README links every page', () => {
  const pages = filesMatching(/^(docs\/\w+\.md|[A-Z]+\.md|bench\/README\.md)$/);
  // The page for the marketplace says the same.
  const linked = pages.filter(page => page !== 'README.md' && page !== 'docs/marketplace.md');
  expect(linked.length).toBeGreaterThan(12);
  expect(linked.filter(page => !readme.includes(`](${page})`))).toEqual([]);
});

// A badge is a picture of a server, which may state anything.
test.each(['README.md', 'docs/marketplace.md', 'packages/kyn/README.md'])(
  '%s shows only pictures of the repository',
  page => {
    const text = readFileSync(page, 'utf8');
    const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, a, b]) => a ?? b ?? '',
    );
    expect(pictures.filter(address => /^\w+:/.test(address))).toEqual([]);
  },
);

test('the marketplace gets an icon, categories, keywords and the kind of the price, and asks for no money', () => {
  expect(existsSync(manifest.icon)).toBe(true);
  expect(manifest.categories).toContain('Programming Languages');
  expect(manifest.categories).toContain('Machine Learning');
  expect(manifest.keywords.length).toBeGreaterThan(3);
  expect(manifest.pricing).toBe('Free');
  expect(manifest).not.toHaveProperty('sponsor');
  expect(readFileSync('SUPPORT.md', 'utf8')).toContain('no paid support');
});
