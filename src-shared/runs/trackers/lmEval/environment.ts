// The environment of an evaluation: a text about the machine, as PyTorch collects it, and versions.
import { type JsonNode, member, stringMember } from '../../../text/jsonText';
import { packagesOf } from '../values/requirements';
import { scalarText } from '../values/scalars';

const LINES: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['python', /^Python version: (\d\S{0,40})/m],
  ['os', /^OS: (.{1,200})$/m],
  ['cuda', /^CUDA used to build PyTorch: (\d\S{0,40})/m],
  ['gpu', /^GPU 0: (.{1,200}?)(?: \(UUID.*)?$/m],
];

/** Versions by name. The device and the batch size belong to them: they change only the last digits. */
export function environmentOf(root: JsonNode): Map<string, string | undefined> {
  const text = stringMember(root, 'pretty_env_info') ?? '';
  const pip = [...text.matchAll(/^\[pip3?\] (\S{1,300})$/gm)].map(([, line]) => line).join('\n');
  const found = packagesOf(pip);
  const config = member(root, 'config');
  const values = [
    ...LINES.map(([name, pattern]) => [name, pattern.exec(text)?.[1]] as const),
    ['transformers', stringMember(root, 'transformers_version')] as const,
    ['lm-eval', stringMember(root, 'lm_eval_version')] as const,
    ['device', scalarText(member(config, 'device'))] as const,
    ['batch_size', scalarText(member(config, 'batch_size'))] as const,
  ];
  for (const [name, value] of values) if (value) found.set(name, value);
  return found;
}
