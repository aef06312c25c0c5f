// The list of findings of artifacts, in the order of their codes.
import type { FindingDoc } from '../../text/defineFinding';
import { beyondLimit } from './beyondLimit';
import { contradictoryFields } from './contradictoryFields';
import { diverged } from './diverged';
import { duplicateField } from './duplicateField';
import { failedRun } from './failedRun';
import { goldenDuplicate } from './goldenDuplicate';
import { goldenOrder } from './goldenOrder';
import { headerOnly } from './headerOnly';
import { jsonByteOrderMark } from './jsonByteOrderMark';
import { jsonSyntax } from './jsonSyntax';
import { jsonTooDeep } from './jsonTooDeep';
import { lambdaName } from './lambdaName';
import { lfsPointerFile } from './lfsPointerFile';
import { lineTooLong } from './lineTooLong';
import { lockNewer } from './lockNewer';
import { lockVersion } from './lockVersion';
import { manifestVersion } from './manifestVersion';
import { mergeConflict } from './mergeConflict';
import { metricForm } from './metricForm';
import { missingField } from './missingField';
import { mixedSpecs } from './mixedSpecs';
import { noFingerprint } from './noFingerprint';
import { notHashed } from './notHashed';
import { pythonRejects } from './pythonRejects';
import { repeatedCombination } from './repeatedCombination';
import { secretInFile } from './secretInFile';
import { shortenedHash } from './shortenedHash';
import { unknownField } from './unknownField';
import { wrongEncoding } from './wrongEncoding';
import { wrongField } from './wrongField';
import { wrongShape } from './wrongShape';

/** All findings that the text of an artifact can have. */
export const findings: readonly FindingDoc[] = [
  beyondLimit,
  contradictoryFields,
  diverged,
  duplicateField,
  failedRun,
  goldenDuplicate,
  goldenOrder,
  headerOnly,
  jsonByteOrderMark,
  jsonSyntax,
  jsonTooDeep,
  lambdaName,
  lfsPointerFile,
  lineTooLong,
  lockNewer,
  lockVersion,
  manifestVersion,
  mergeConflict,
  metricForm,
  missingField,
  mixedSpecs,
  noFingerprint,
  notHashed,
  pythonRejects,
  repeatedCombination,
  secretInFile,
  shortenedHash,
  unknownField,
  wrongEncoding,
  wrongField,
  wrongShape,
];
