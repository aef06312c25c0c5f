// The name of the script that `kyn train` writes and runs.
import { basename } from '../../host/paths';
import { SPEC_ENDING } from '../../text/specEnding';

/** The name of the script of a spec: `train_house.py` for house.kyn. */
export const scriptName = (spec: string): string => `train_${basename(spec).replace(SPEC_ENDING, '')}.py`;
