// Layers with too many or too few arguments.
import { type Check, fix } from '../check';
import { bindLayer } from '../layers';

/** A layer has too many or too few arguments. */
export const layerArguments: Check = {
  code: 'layer-arguments',
  severity: 'error',
  stage: 'meaning',
  summary: 'A layer has too many or too few arguments. Widths of inputs are inferred and never written.',
  example: 'model Net:\n    input 4\n    dropout\n',
  cure: 'Write the layer in the form that the message names.',
  *block({ block: { layers } }) {
    for (const layer of layers) {
      const bound = layer.complete ? bindLayer(layer) : undefined;
      if (!bound) continue;
      const { spec, missing, extra } = bound;
      if (missing.length > 0)
        yield {
          message: `${spec.name} needs ${missing.map(a => a.name).join(' and ')}: ${spec.form}`,
          span: layer.name.span,
        };
      for (const { key, span } of extra) {
        const inferred = key && /^(in_features|num_features)$/.test(key.text);
        const why = inferred
          ? `${key.text} is inferred and never written`
          : `${spec.name} takes no more than ${spec.form}`;
        yield {
          message: `${why}.`,
          span,
          fixes: [fix('Remove it', { start: span.start - 1, end: span.end }, '', false)],
        };
      }
    }
  },
};
