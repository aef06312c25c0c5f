// Reports layers with too many or too few arguments.
import { type Fix, fix } from '../../text/diagnostic';
import { inBackticks } from '../../text/inBackticks';
import { span as spanOf } from '../../text/span';
import type { Check } from '../check';
import type { Block, Layer } from '../syntax/ast';
import { bindLayer, type LayerSpec } from '../types/layers';

/** A layer has too many or too few arguments. */
export const layerArguments: Check = {
  code: 'layer-arguments',
  severity: 'error',
  stage: 'meaning',
  summary: 'A layer has too many or too few arguments. Input widths are inferred and must not be written.',
  example: 'model Net:\n    input 4\n    dropout\n',
  fix: 'Write the layer in the form that the message shows.',
  *block({ block }) {
    for (const layer of block.layers) {
      const bound = layer.complete ? bindLayer(layer) : undefined;
      if (!bound) continue;
      const { spec, missing, extra } = bound;
      const names = missing.map(a => a.name);
      if (missing.length > 0)
        yield {
          message: `\`${spec.name}\` needs ${inBackticks(names, 'and')}: \`${spec.form}\`.`,
          span: layer.name.span,
          fixes: additions(block, layer),
        };
      for (const { key, span } of extra) {
        yield {
          message: extraMessage(spec, key?.text),
          span,
          fixes: [fix('Remove this argument', withBlanksBefore(block, span), '', false)],
        };
      }
    }
  },
};

function extraMessage({ name, form, args }: LayerSpec, key: string | undefined): string {
  if (key === undefined) return `Too many arguments for \`${name}\`; write \`${form}\`.`;
  if (/^(in_features|num_features)$/.test(key)) return `\`${key}\` is inferred and must not be written.`;
  return args.some(a => a.name === key)
    ? `\`${key}\` is set twice for \`${name}\`; write \`${form}\`.`
    : `\`${name}\` has no argument \`${key}\`; write \`${form}\`.`;
}

const FIRST_VALUES: Readonly<Record<string, string>> = { input: '1', dense: '1', dropout: '0.5' };

// The number of output units depends on the loss, so the last layer has no default.
function additions(block: Block, layer: Layer): Fix[] {
  const value = FIRST_VALUES[layer.name.text];
  if (value === undefined || (layer.name.text === 'dense' && layer === block.layers.at(-1))) return [];
  const { text, span } = layer.name;
  return [fix(`Write \`${text} ${value}\``, spanOf(span.end, span.end), ` ${value}`, false)];
}

function withBlanksBefore({ text }: Block, { start, end }: { start: number; end: number }) {
  let from = start;
  while (text[from - 1] === ' ' || text[from - 1] === '\t') from--;
  return spanOf(from, end);
}
