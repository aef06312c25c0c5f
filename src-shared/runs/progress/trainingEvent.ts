// One line of an event file (docs/reference.md, "The training script"). A file may come from anywhere, so whatever is not an event is left out.
import { type JsonNode, member, parseJson, stringMember } from '../../text/jsonText';

/** An event. `pid`: the process that trains; `seconds`: how long an epoch took. Losses may be NaN or infinite. */
export type TrainingEvent =
  | { readonly event: 'start'; readonly epochs: number; readonly pid: number }
  | {
      readonly event: 'epoch';
      readonly epoch: number;
      readonly trainLoss: number;
      readonly testLoss: number;
      readonly seconds: number;
    }
  | { readonly event: 'end' };

/** A larger number of epochs is not displayed by any screen, and no system has larger process ids. */
const MAX_COUNT = 1e9;

/** Reads a line; undefined for anything that is not an event. */
export function trainingEvent(line: string): TrainingEvent | undefined {
  const root = parseJson(line).value;
  switch (stringMember(root, 'event')) {
    case 'start': {
      const [epochs, pid] = [count(member(root, 'epochs')), count(member(root, 'pid'))];
      return epochs === undefined || pid === undefined ? undefined : { event: 'start', epochs, pid };
    }
    case 'epoch': {
      const epoch = count(member(root, 'epoch'));
      const [trainLoss, testLoss] = [numberOf(member(root, 'train_loss')), numberOf(member(root, 'test_loss'))];
      const seconds = numberOf(member(root, 'seconds')) ?? 0;
      if (epoch === undefined || trainLoss === undefined || testLoss === undefined) return undefined;
      return { event: 'epoch', epoch, trainLoss, testLoss, seconds: seconds > 0 && seconds < MAX_COUNT ? seconds : 0 };
    }
    case 'end':
      return { event: 'end' };
    default:
      return undefined;
  }
}

const numberOf = (node: JsonNode | undefined): number | undefined =>
  node?.kind === 'number' ? Number(node.text) : undefined;

function count(node: JsonNode | undefined): number | undefined {
  const value = numberOf(node);
  return value !== undefined && Number.isInteger(value) && value > 0 && value <= MAX_COUNT ? value : undefined;
}
