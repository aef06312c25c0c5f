// Reports two models or two datasets with the same name, in the spec or through imports.
import { fix } from '../../text/diagnostic';
import { memoizedByIdentity } from '../../text/memoizedByIdentity';
import { shift } from '../../text/span';
import { specFault } from '../../text/specFault';
import type { Check, Report } from '../check';
import type { ImportedFile } from '../names/compose';
import type { Declaration } from '../names/scope';
import type { SyntaxTree } from '../syntax/ast';

/** Two models, or two datasets, have the same name. */
export const duplicateName: Check = {
  code: 'duplicate-name',
  severity: 'error',
  stage: 'composition',
  summary: 'Two models, or two datasets, have the same name, in one file or through an import.',
  example: 'model Net:\n    input 4\n\nmodel Net:\n    input 8\n',
  fix: 'Rename one of them.',
  *file({ scope }) {
    for (const kind of ['model', 'dataset'] as const)
      if (scope.declared.isAnyTwice(kind)) yield* duplicates(scope.declared.all(kind), kind);
  },
};

function* duplicates(declarations: readonly Declaration[], kind: string): Iterable<Report> {
  const first = new Map<string, Declaration>();
  let freeName: ((name: string) => string) | undefined;
  for (const declaration of declarations) {
    const other = first.get(declaration.name);
    if (!other) {
      first.set(declaration.name, declaration);
      continue;
    }
    const { file } = declaration;
    if (file && other.file?.id === file.id && hasConflict(file.tree)) continue;
    if (!file) {
      freeName ??= namesFor(declarations);
      const free = freeName(declaration.name);
      yield {
        message: `A ${kind} named \`${declaration.name}\` is already declared above; rename one of them.`,
        span: declaration.span,
        fixes: [fix(`Rename to \`${free}\``, declaration.span, free, false)],
      };
    } else {
      const declared = `a ${kind} named \`${declaration.name}\``;
      const clash = other.file ? clashOf(other.file, file, declared) : `${file.label} also declares ${declared}`;
      yield {
        message: `${clash}; rename one of them.`,
        span: shift(file.via.item.keyword.span, file.via.at),
      };
    }
  }
}

// Both sides of a merge conflict declare the name. The conflict is reported.
const hasConflict = memoizedByIdentity(({ text }: SyntaxTree) => specFault(text) === 'conflict');

// Files with the same label are identified by their import paths. A single file may also declare a name twice.
function clashOf(first: ImportedFile, second: ImportedFile, declared: string): string {
  if (first.id === second.id) return `${second.label} declares ${declared} twice`;
  if (first.label !== second.label) return `${first.label} and ${second.label} both declare ${declared}`;
  const [one, two] = [first, second].map(f => f.via.item.path?.value ?? f.label);
  return one === two
    ? `Two imported files named ${second.label} declare ${declared}`
    : `${one} and ${two} both declare ${declared}`;
}

// Each duplicate gets a different number, so applying several fixes does not create a new clash.
function namesFor(declarations: readonly Declaration[]): (name: string) => string {
  const taken = new Set(declarations.map(d => d.name));
  const next = new Map<string, number>();
  return name => {
    let i = next.get(name) ?? 2;
    while (taken.has(`${name}_${i}`)) i++;
    next.set(name, i + 1);
    return `${name}_${i}`;
  };
}
