// Writes what is made from the sources: schemas/ (JSON schemas of the artifact kinds) and docs/diagnostics.md. --check: only tells what is stale.
import { importCore } from './core.mjs';
import { write } from './generated.mjs';

const { kinds, json, strictSchema, editorSchema, rules } = await importCore(`
  export { kinds } from './src-shared/artifacts/kinds';
  export { json } from './src-shared/artifacts/textForm';
  export { strictSchema, editorSchema } from './src-shared/artifacts/jsonSchema';
  export { rules } from './src-shared/repro/rules';`);

// A schema is of use only where an editor reads the whole file as JSON.
for (const kind of kinds.filter(k => (k.form ?? json) === json)) {
  write(`schemas/${kind.id}.schema.json`, `${JSON.stringify(strictSchema(kind), null, 2)}\n`);
  write(`schemas/${kind.id}.editor.json`, `${JSON.stringify(editorSchema(kind), null, 2)}\n`);
}

const titles = { specs: 'Specs', locks: 'Locks', artifacts: 'Manifests and other artifacts' };
// Invisible signs and endless lines are shown as what they are.
const shown = example =>
  example
    .trimEnd()
    .replace('\ufeff', '⟨byte order mark⟩')
    .replaceAll('\t', '⟨tab⟩')
    .replace(/\[{10,}/, '[[[[…');
const section = ({ code, severity, summary, cure, example }) =>
  [
    `### ${code}`,
    `*${severity}* · ${summary}`,
    ...(example ? [`\`\`\`\n${shown(example)}\n\`\`\``] : []),
    `**Cure.** ${cure}`,
  ].join('\n\n');
const group = name => [`## ${titles[name]}`, ...rules.filter(r => r.group === name).map(section)].join('\n\n');
write(
  'docs/diagnostics.md',
  `${['# Diagnostics', 'Each finding carries one of these codes (`kyn/` before it on the command line). This page is made from the checks by `npm run generate`.', ...Object.keys(titles).map(group)].join('\n\n')}\n`,
);
