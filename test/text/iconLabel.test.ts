// Labels as VS Code renders them: only icons of this tool are icons, and every other text is shown as it is.
import { describe, expect, it } from 'vitest';
import { iconLabel, labelText, lensLabel } from '../../src-shared/text/iconLabel';

/** The icons and the text of a label; source: `renderLabelWithIcons` of VS Code (src/vs/base/browser/ui/iconLabel/iconLabels.ts). */
function rendered(label: string): { readonly icons: readonly string[]; readonly text: string } {
  const icons: string[] = [];
  const text = label.replace(/(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g, (_all, escaped, name) => {
    if (escaped) return `$(${name})`;
    icons.push(name);
    return '';
  });
  return { icons, text };
}

const texts = [
  'mae 0.1230 · current',
  '$(pass) current',
  'a$(pass)b$(warning)c',
  '$(sync~spin)',
  '\\$(pass)',
  '\\\\$(pass)',
  '$($(pass))',
  '$(pass',
  '$ (pass)',
  '$(not an icon)',
  '$()',
  'costs $(5)',
];

describe.each(texts)('%s', text => {
  it('is shown as it is, without an icon', () => expect(rendered(labelText(text))).toEqual({ icons: [], text }));

  it('follows an icon of this tool', () => {
    expect(rendered(iconLabel('lock', text))).toEqual({ icons: ['lock'], text: ` ${text}` });
    expect(rendered(lensLabel('lock', text))).toEqual({ icons: ['lock'], text: `\u00a0${text}` });
  });
});

it('a label without an icon is the text alone', () => {
  expect([iconLabel(undefined, 'a'), lensLabel(undefined, 'a')]).toEqual(['a', 'a']);
});

it('a hidden character does not hide an icon', () => {
  for (const text of ['$\u200b(pass)', '$(\u200bpass)', '\u202e$(pass)'])
    expect(rendered(labelText(text)).icons).toEqual([]);
});
