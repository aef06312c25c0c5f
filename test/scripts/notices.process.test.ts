// The notices of bundled packages are complete: nothing is bundled whose licence is not in them.
import { readFileSync } from 'node:fs';
import { type BuildOptions, build } from 'esbuild';
import { describe, expect, test } from 'vitest';

interface Notices {
  packageFolders(inputs: object): string[];
  thirdPartyNotices(folders: readonly string[]): string;
}
interface Bundles {
  bundles(production: boolean): Readonly<Record<string, BuildOptions>>;
}
const script = (name: string): string => new URL(`../../scripts/${name}.mjs`, import.meta.url).href;
const { packageFolders, thirdPartyNotices }: Notices = await import(script('notices'));
const { bundles }: Bundles = await import(script('bundles'));

const MIT = /Permission is hereby granted, free of charge/;

describe('the notices', () => {
  test.each(Object.keys(bundles(true)))(
    'name every package in the bundle %s, with its version and licence',
    async name => {
      const options = bundles(true)[name] ?? {};
      const { metafile } = await build({ ...options, write: false, metafile: true });
      const files = Object.keys(metafile.inputs).filter(file => file.includes('node_modules/'));
      const notices = thirdPartyNotices(packageFolders(metafile.inputs));
      for (const file of files) {
        const folder = file.slice(0, file.lastIndexOf('node_modules/') + 'node_modules/'.length);
        const [, id = ''] = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file) ?? [];
        const { version, license } = JSON.parse(readFileSync(`${folder}${id}/package.json`, 'utf8'));
        expect(notices).toContain(`\n${id} ${version}: ${license}`);
      }
      if (files.length > 0) expect(notices).toMatch(MIT);
    },
  );

  test('give each text once, with the packages that it applies to', () => {
    const notices = thirdPartyNotices(['node_modules/strip-ansi', 'node_modules/ansi-regex', 'node_modules/zod']);
    expect(notices.match(new RegExp(MIT, 'g'))).toHaveLength(2);
    expect(notices).toMatch(/\nansi-regex [\d.]+, strip-ansi [\d.]+\n/);
  });

  test('name the address of a licence whose text is not copied', () => {
    const notices = thirdPartyNotices(['node_modules/@vscode/codicons']);
    expect(notices).toMatch(/^@vscode\/codicons [\d.-]+: CC-BY-4\.0, copyright Microsoft Corporation, https:/m);
    expect(notices).toMatch(MIT);
    expect(notices).not.toContain('Attribution 4.0 International');
  });

  test('cannot be written for a package without a licence', () => {
    expect(() => thirdPartyNotices(['test/vscode/probe'])).toThrow('test/vscode/probe has no licence.');
  });
});
