// Compares `input_shape` of an ONNX export with the input of the model.
import { fix } from '../../text/diagnostic';
import { shift } from '../../text/span';
import type { Check, Report } from '../check';
import { blocksOf, type Params, resolved } from '../names/scope';
import type { Block, Placed, Value } from '../syntax/ast';
import { inRun, type Run, runsOf, runsThatDiffer } from '../training/runs';
import { valueOfKey, wordOfKey } from '../training/trainTarget';

/** `input_shape` has fewer than two numbers, or its last number is not the number of features of the model. */
export const onnxShape: Check = {
  code: 'onnx-shape',
  severity: 'warning',
  stage: 'shapes',
  summary:
    '`input_shape` has fewer than two numbers (rows and features), or its last number is not the number of features that the model takes.',
  example:
    'model Net:\n    input 4\n    dense 1 linear\n\ntrain:\n    model = Net\n\nexport:\n    format = onnx\n    path = "m.onnx"\n    input_shape = [1, 3]\n',
  fix: 'Write the number of rows, usually 1, and then the number of the `input` layer.',
  *file(context) {
    const placed = blocksOf(context.tree, 'export')[0];
    const written = placed && valueOfKey(placed.item, 'input_shape');
    if (!placed || !written) return;
    const runs = runsOf(context);
    const short = shortOf(placed, written, context.scope.params, runs[0] && widthOf(runs[0]));
    if (short) yield short;
    for (const run of runsThatDiffer(runs, r => [widthOf(r)])) {
      const found = report(run, placed, written);
      if (found) yield found;
    }
  },
};

function widthOf({ shape }: Run): number | undefined {
  const input = shape?.layers[0];
  return input?.layer.name.text === 'input' ? input.width : undefined;
}

function shortOf(placed: Placed<Block>, written: Value, params: Params, width: number | undefined): Report | undefined {
  const { at, item } = placed;
  const shape = resolved(written, params);
  if (shape?.kind !== 'list' || shape.items.length > 1) return undefined;
  const format = wordOfKey(item, 'format', params);
  if (format !== undefined && format !== 'onnx') return undefined;
  const [only] = shape.items;
  const features = only?.kind === 'int' ? only.text : String(width ?? 1);
  const span = shift(written.span, at);
  return {
    message: `\`input_shape\` has ${only ? 'one number' : 'no numbers'}; it needs the number of rows and the number of features, like \`[1, ${features}]\`.`,
    span,
    fixes: shape === written ? [fix(`Write \`[1, ${features}]\``, span, `[1, ${features}]`, false)] : [],
  };
}

function report(run: Run, { at }: Placed<Block>, written: Value): Report | undefined {
  const width = widthOf(run);
  const shape = resolved(written, run.scope.params);
  const last = shape?.kind === 'list' ? shape.items.at(-1) : undefined;
  if (last?.kind !== 'int' || last.number <= 0 || width === undefined || last.number === width) return undefined;
  // The list of a param is written elsewhere, and other keys may use it.
  const isHere = shape === written && !run.swept;
  const span = shift((isHere ? last : written).span, at);
  return {
    message: `${run.swept ? `${inRun(run)}the` : 'The'} model takes ${width} ${width === 1 ? 'feature' : 'features'}, but \`input_shape\` ends with ${last.text}.`,
    span: run.swept?.span ?? span,
    fixes: isHere ? [fix(`Change to \`${width}\``, span, String(width), false)] : [],
  };
}
