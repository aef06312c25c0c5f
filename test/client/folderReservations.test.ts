// One training at a time in a working folder, in any order of starts and ends.
import { describe, expect, it } from 'vitest';
import { folderInUseMessage, folderReservations } from '../../client/src/tasks/folderReservations';

const house = { folder: '/w', spec: 'specs/house_price.kyn', key: 'house' };
const wide = { folder: '/w/', spec: 'house_price_wide.kyn', key: 'wide' };
const elsewhere = { folder: '/other', spec: 'house_price.kyn', key: 'house' };
const [first, second] = [{}, {}];

describe('folder of a working training', () => {
  it('belongs to the one that came first, until that has ended', () => {
    const claims = folderReservations();
    expect(claims.begin(house, first)).toBeUndefined();
    expect(claims.begin(wide, second)).toBe(house);
    claims.end(second);
    expect(claims.holder('/w')).toBe(house);
    claims.end(first);
    expect(claims.holder('/w')).toBeUndefined();
    expect(claims.begin(wide, second)).toBeUndefined();
  });

  it('is another folder for another training', () => {
    const claims = folderReservations();
    expect(claims.begin(house, first)).toBeUndefined();
    expect(claims.begin(elsewhere, second)).toBeUndefined();
    expect(claims.holder('/other')).toBe(elsewhere);
  });

  it('waits for the training that reserved it, and for no other', () => {
    const claims = folderReservations();
    claims.reserve(house);
    expect(claims.begin(wide, second)).toBe(house);
    expect(claims.begin({ ...house }, first)).toBeUndefined();
    expect(claims.begin({ ...house }, first)).toBeUndefined();
    expect(claims.begin({ ...house }, second)).toBe(house);
  });

  it('is free again when what reserved it did not start, or ended unseen', () => {
    const claims = folderReservations();
    claims.reserve(house);
    claims.cancel(house);
    expect(claims.holder('/w')).toBeUndefined();
    claims.reserve(house);
    claims.begin({ ...house }, first);
    claims.cancel(house);
    expect(claims.holder('/w')).toBeUndefined();
  });

  it('is not freed by a training that is long over', () => {
    const claims = folderReservations();
    claims.reserve(house);
    claims.begin({ ...house }, first);
    claims.end(first);
    claims.begin(wide, second);
    claims.cancel(house);
    claims.end(first);
    expect(claims.holder('/w')).toBe(wide);
  });
});

it('says who has the folder, what that means and what to do', () => {
  expect(folderInUseMessage(house)).toBe(
    'house_price.kyn is being trained in this folder and will write run_manifest.json there. Wait until training ends, or stop it.',
  );
  expect(folderInUseMessage({ ...house, spec: 'C:\\w\\a b.kyn' })).toContain('a b.kyn is being trained');
});
