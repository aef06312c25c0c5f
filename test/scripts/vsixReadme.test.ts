// The README of the package: no picture and no link in it leads nowhere.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Readme {
  packageReadme(text: string, options: { folder: string; address?: string | undefined }): string;
}
const { packageReadme }: Readme = await import(new URL('../../scripts/vsix/readme.mjs', import.meta.url).href);

const TEXT =
  '# Title\n\n![A picture](images/one.png)\n\n[Page](page.md) · [Top](../TOP.md) · [Web](https://example.org/x)\n';

test('without an address of the repository it has no pictures and no relative links', () => {
  expect(packageReadme(TEXT, { folder: 'docs' })).toBe('# Title\n\nPage · Top · [Web](https://example.org/x)\n');
});

test('without an address a line of nothing but relative links is left out', () => {
  const text = 'Text with a [link](a.md).\n\n[Page](page.md) · [Top](../TOP.md)\n';
  expect(packageReadme(text, { folder: 'docs' })).toBe('Text with a link.\n');
  expect(packageReadme(text, { folder: 'docs', address: 'https://example.org' })).toContain(
    '[Top](https://example.org/TOP.md)\n',
  );
});

test.each(['https://example.org/raw/v1', 'https://example.org/raw/v1/'])(
  'with the address %s all are complete',
  address => {
    expect(packageReadme(TEXT, { folder: 'docs', address })).toBe(
      '# Title\n\n![A picture](https://example.org/raw/v1/docs/images/one.png)\n\n[Page](https://example.org/raw/v1/docs/page.md) · [Top](https://example.org/raw/v1/TOP.md) · [Web](https://example.org/x)\n',
    );
  },
);

test('the page for the marketplace is one screen, with two pictures', () => {
  const page = readFileSync(new URL('../../docs/marketplace.md', import.meta.url), 'utf8');
  expect(page.split('\n').length).toBeLessThanOrEqual(40);
  expect(page.match(/^!\[/gm)).toHaveLength(2);
  expect(packageReadme(page, { folder: 'docs' })).not.toMatch(/\]\((?!https:)/);
});
