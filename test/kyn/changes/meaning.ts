// The meaning of a spec as one text, written without the code under test: blocks and keys in any order, layers and axes in their order.
import { documentedDefault } from '../../../src-shared/kyn/catalogue';
import type { Block, SyntaxTree } from '../../../src-shared/kyn/syntax/ast';
import { valueMeaning } from '../../../src-shared/kyn/syntax/valueSource';

/** Two specs with equal meanings train the same. A repeated block or key counts by its position among its namesakes. */
export function meaning({ items }: SyntaxTree): string {
  const counts = new Map<string, number>();
  const number = (key: string): string => {
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return `${key} #${counts.get(key)}`;
  };
  const keys = items.map(({ item }) => (item.kind === 'block' ? `${item.keyword} ${item.name?.text}` : ''));
  return items
    .flatMap(({ item }) => {
      if (item.kind === 'preamble') return [];
      if (item.kind === 'import') return [number(`import ${item.path?.value}`)];
      const key = `${item.keyword} ${item.name?.text}`;
      return [`${number(key)} ${body(item, keys.filter(k => k === key).length > 1)}`];
    })
    .sort()
    .join('\n');
}

function body({ keyword, entries, layers }: Block, isRepeated: boolean): string {
  const seen = new Map<string, number>();
  const settings = entries.flatMap(({ key, value }) => {
    const count = (seen.get(key.text) ?? 0) + 1;
    seen.set(key.text, count);
    const text = value ? valueMeaning(value) : '';
    const isDefault =
      count === 1 &&
      !isRepeated &&
      keyword !== undefined &&
      (documentedDefault(keyword, key.text) === text ||
        (value?.kind === 'float' && value.number === Number(documentedDefault(keyword, key.text) ?? 'NaN')));
    return isDefault ? [] : [`${key.text} #${count} = ${text}`];
  });
  const axes = keyword === 'sweep' ? [...seen.keys()].join() : '';
  const stack = layers.map(({ name, args }) =>
    [name.text, ...args.map(a => `${a.key?.text ?? ''}=${valueMeaning(a.value)}`)].join(' '),
  );
  return JSON.stringify([settings.sort(), axes, stack]);
}
