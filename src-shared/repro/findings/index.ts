// The list of findings of locks, data, goldens and DLM locks, in the order of their codes.
import type { FindingDoc } from '../../text/defineFinding';
import { dataDrift } from './dataDrift';
import { dataUnverified } from './dataUnverified';
import { dlmMismatch } from './dlmMismatch';
import { dlmUnknown } from './dlmUnknown';
import { goldenDiffers } from './goldenDiffers';
import { goldenMissing } from './goldenMissing';
import { goldenName } from './goldenName';
import { goldenUnverified } from './goldenUnverified';
import { lockDrift } from './lockDrift';
import { lockOrphan } from './lockOrphan';
import { lockOutside } from './lockOutside';
import { lockUnreadable } from './lockUnreadable';
import { outdatedReference } from './outdatedReference';
import { settingsNotUsed } from './settingsNotUsed';
import { specUnreadable } from './specUnreadable';
import { unknownPolicyRow } from './unknownPolicyRow';

/** All findings that need more than the text of one artifact. */
export const findings: readonly FindingDoc[] = [
  dataDrift,
  dataUnverified,
  dlmMismatch,
  dlmUnknown,
  goldenDiffers,
  goldenMissing,
  goldenName,
  goldenUnverified,
  lockDrift,
  lockOrphan,
  lockOutside,
  lockUnreadable,
  outdatedReference,
  settingsNotUsed,
  specUnreadable,
  unknownPolicyRow,
];
