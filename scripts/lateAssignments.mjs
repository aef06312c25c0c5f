// Which exported variables of a module are assigned after it has run. A chunk copies what it imports once, so it would have an old value of them.
import { parseSync, Visitor } from 'rolldown/utils';

/**
 * The names that the module exports and assigns in a function. Names must not be used twice in nested scopes, as in a bundle of esbuild that is not
 * minified.
 * @param {string} text an ES module
 * @returns {string[]}
 */
export function lateAssignments(text) {
  const { program, errors } = parseSync('chunk.js', text);
  if (errors.length > 0) throw new Error(`A chunk cannot be parsed: ${errors[0].message}`);
  /** @type {readonly any[]} */
  const statements = program.body;
  const exported = new Set(
    statements.flatMap(({ type, source, specifiers = [] }) =>
      type === 'ExportNamedDeclaration' && !source ? specifiers.map(({ local }) => local.name) : [],
    ),
  );
  const found = new Set();
  for (const target of targetsInFunctions(program))
    for (const name of namesIn(target)) if (exported.has(name)) found.add(name);
  return [...found];
}

function targetsInFunctions(program) {
  const targets = [];
  let depth = 0;
  const enter = () => {
    depth++;
  };
  const exit = () => {
    depth--;
  };
  const add = target => depth > 0 && targets.push(target);
  new Visitor({
    FunctionDeclaration: enter,
    'FunctionDeclaration:exit': exit,
    FunctionExpression: enter,
    'FunctionExpression:exit': exit,
    ArrowFunctionExpression: enter,
    'ArrowFunctionExpression:exit': exit,
    AssignmentExpression: ({ left }) => add(left),
    UpdateExpression: ({ argument }) => add(argument),
    ForInStatement: ({ left }) => add(left),
    ForOfStatement: ({ left }) => add(left),
  }).visit(program);
  return targets;
}

// The variables in the target of an assignment, which may be a pattern. A member of an object is not a variable.
function namesIn(target) {
  if (!target) return [];
  const { type, name, left, argument, value, elements = [], properties = [] } = target;
  if (type === 'Identifier') return [name];
  if (type === 'ArrayPattern') return elements.flatMap(namesIn);
  if (type === 'ObjectPattern') return properties.flatMap(namesIn);
  if (type === 'AssignmentPattern') return namesIn(left);
  if (type === 'RestElement') return namesIn(argument);
  return type === 'Property' ? namesIn(value) : [];
}
