// README.md of a package: what it contains, what it does not contain, and how it is checked without kyn.
import { codeSpan, messageText } from '../text/markdown';
import type { Evidence, EvidencePart } from './evidence';
import { byPath } from './packagePath';

/** The name of the file. */
export const README = 'README.md';

/** The text of the file. The verdict comes first. `summary`: how many steps have each state. */
export function readmeText(evidence: Evidence, summary: string): string {
  const { generator, label, verdict, time, steps, parts, missing } = evidence;
  const paragraphs = [
    `# Evidence of the training run ${codeSpan(label)}`,
    `**Verdict of \`kyn verify\`: ${verdict}** (${summary}). ${MEANING[verdict]}`,
    steps.map(({ name, state, detail }) => `- **${state}**: ${messageText(name)}. ${messageText(detail)}`).join('\n'),
    `The verdict is that of ${generator} on the computer where this package was made.`,
    `Time of the run: ${time.time}. ${time.source}`,
    '## What is in this package',
    partLines(parts).join('\n'),
    '## What is not in this package',
    missing.map(({ what, reason }) => `- ${what}: ${messageText(reason)}`).join('\n') || 'Nothing is missing.',
    '## How to check it',
    CHECK,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

const MAX_ALONE = 5;

// Many files of one kind, such as the params of a run, are one line.
function partLines(parts: readonly EvidencePart[]): string[] {
  const groups = new Map<string, EvidencePart[]>();
  for (const part of [...parts].sort(byPath)) {
    const key = `${part.path.split('/')[0]}/ ${part.description}`;
    const group = groups.get(key);
    if (group) group.push(part);
    else groups.set(key, [part]);
  }
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (!first || group.length <= MAX_ALONE)
      return group.map(({ path, description }) => `- ${codeSpan(path)}: ${messageText(description)}`);
    const folder = codeSpan(first.path.slice(0, first.path.indexOf('/') + 1));
    return [`- ${folder}, ${group.length} files: ${messageText(first.description)}`];
  });
}

const MEANING = {
  contradicted: 'At least one thing that the run records is not true of the files that were found. Do not rely on it.',
  confirmed: 'The files that were found confirm each thing that the run records.',
  unknown: 'Nothing was contradicted, but not everything could be confirmed.',
};

const CHECK = `In this folder, \`sha256sum -c SHA256SUMS\` shows whether a file was changed (\`shasum -a 256 -c SHA256SUMS\` on macOS).

If there is a file \`SHA256SUMS.sig\`, whoever made the package signed the checksums with an SSH key. With their public key in a file \`signers\`, one line \`NAME KEYTYPE KEY\`:

    ssh-keygen -Y verify -f signers -I NAME -n kyn-evidence -s SHA256SUMS.sig < SHA256SUMS

If there is a file \`SHA256SUMS.asc\`, they signed with an OpenPGP key. With their public key in gpg:

    gpg --verify SHA256SUMS.asc SHA256SUMS

\`kyn evidence verify FOLDER\` checks the same, and also that no file was added, and that the parts fit together: the spec has the CONFIG_HASH which the run records, or the files of the run say what \`recorded.json\` states. A signature shows who made the package, not that the run is right.`;
