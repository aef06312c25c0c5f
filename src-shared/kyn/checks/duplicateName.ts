// Two models or two datasets of one name, in the spec or by import.
import { fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import type { ImportedFile } from '../names/compose';
import type { Declaration } from '../names/scope';

/** Two models, or two datasets, have the same name. */
export const duplicateName: Check = {
  code: 'duplicate-name',
  severity: 'error',
  stage: 'composition',
  summary: 'Two models, or two datasets, have the same name, in one file or through an import.',
  example: 'model Net:\n    input 4\n\nmodel Net:\n    input 8\n',
  fix: 'Rename one of them.',
  *file({ scope }) {
    yield* duplicates(scope.models, 'model');
    yield* duplicates(scope.datasets, 'dataset');
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
    if (!file) {
      freeName ??= namesFor(declarations);
      const free = freeName(declaration.name);
      yield {
        message: `There is a ${kind} ${declaration.name} above; rename one of them.`,
        span: declaration.span,
        fixes: [fix(`Rename to ${free}`, declaration.span, free, false)],
      };
    } else {
      const where = other.file ? bothDeclare(other.file, file) : `${file.label} also declares`;
      yield {
        message: `${where} a ${kind} ${declaration.name}; rename one of them.`,
        span: shift(file.via.item.keyword.span, file.via.at),
      };
    }
  }
}

// Files of one label are told apart by the imports that lead to them; one file may also declare a name twice.
function bothDeclare(first: ImportedFile, second: ImportedFile): string {
  if (first.id === second.id) return `${second.label} twice declares`;
  if (first.label !== second.label) return `${first.label} and ${second.label} both declare`;
  const [one, two] = [first, second].map(f => f.via.item.path?.value ?? f.label);
  return one === two ? `Two imported files called ${second.label} declare` : `${one} and ${two} both declare`;
}

// Each gets a number of its own, so that curing one after the other brings no new clash.
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
