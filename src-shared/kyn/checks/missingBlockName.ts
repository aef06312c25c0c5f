// Reports datasets and models without a name.

import { type Diagnostic, type Fix, fix } from '../../text/diagnostic';
import { span } from '../../text/span';
import type { Check, FileContext } from '../check';
import { freeName } from '../names/freeName';
import { blocksOf } from '../names/scope';
import type { Block, Placed } from '../syntax/ast';
import { valueOfKey } from '../training/trainTarget';

/** A dataset or model has no name. */
export const missingBlockName: Check = {
  code: 'missing-block-name',
  severity: 'error',
  stage: 'syntax',
  summary: 'A dataset or model needs a name, so that the train block can refer to it.',
  example: 'model:\n    input 4\n',
  fix: 'Write a name after the keyword.',
  fault: ({ span, detail }) => ({
    message: `This ${detail} needs a name, like \`${detail} ${detail === 'model' ? 'Net' : 'Rows'}:\`.`,
    span,
  }),
  fixesInFile: nameFixes,
};

const KINDS = [
  { keyword: 'model', key: 'model', example: 'Net' },
  { keyword: 'dataset', key: 'data', example: 'Rows' },
] as const;

// Uses the name in quotes if there is one, then an undeclared name that the train block uses, then any free name.
function nameFixes({ span: { start, end } }: Diagnostic, { tree, scope }: FileContext): Fix[] {
  const kind = KINDS.find(({ keyword }) =>
    blocksOf(tree, keyword).some(p => p.at + p.item.header.span.start === start),
  );
  if (!kind) return [];
  const [rest, quoted] = AFTER_KEYWORD.exec(tree.text.slice(end, end + 200)) ?? [];
  if (rest === undefined) return [];
  const isTaken = (n: string): boolean => scope.declared.has(kind.keyword, n);
  const name = [quoted, ...namesUsed(blocksOf(tree, 'train'), kind.key)].find(n => n && !isTaken(n));
  const free = name ?? freeName(kind.example, isTaken);
  return [fix(`Name it \`${free}\``, span(end, end + (quoted ? rest.length : 0)), ` ${free}`, false)];
}

const AFTER_KEYWORD = /^[ \t]*(?:"([A-Za-z_]\w*)"(?=[ \t]*:)|(?=[:#\r\n]|$))/;

const namesUsed = (trains: readonly Placed<Block>[], key: string): string[] =>
  trains.flatMap(({ item }) => {
    const value = valueOfKey(item, key);
    return value?.kind === 'name' ? [value.text] : [];
  });
