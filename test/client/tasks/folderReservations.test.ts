// One training at a time in a working folder, for any order of starts and ends.
import { describe, expect, it } from 'vitest';
import { folderInUseMessage, folderReservations } from '../../../client/src/tasks/folderReservations';

const house = { folder: '/w', spec: 'specs/house_price.kyn', key: 'house' };
const wide = { folder: '/w/', spec: 'house_price_wide.kyn', key: 'wide' };
const elsewhere = { folder: '/other', spec: 'house_price.kyn', key: 'house' };
const [first, second] = [{}, {}];

describe('folderReservations', () => {
  it('reserves a folder for the first training until it ends', () => {
    const reservations = folderReservations();
    expect(reservations.begin(house, first)).toBeUndefined();
    expect(reservations.begin(wide, second)).toBe(house);
    reservations.end(second);
    expect(reservations.holder('/w')).toBe(house);
    reservations.end(first);
    expect(reservations.holder('/w')).toBeUndefined();
    expect(reservations.begin(wide, second)).toBeUndefined();
  });

  it('reserves different folders independently', () => {
    const reservations = folderReservations();
    expect(reservations.begin(house, first)).toBeUndefined();
    expect(reservations.begin(elsewhere, second)).toBeUndefined();
    expect(reservations.holder('/other')).toBe(elsewhere);
  });

  it('accepts only the training that made the reservation', () => {
    const reservations = folderReservations();
    reservations.reserve(house);
    expect(reservations.begin(wide, second)).toBe(house);
    expect(reservations.begin({ ...house }, first)).toBeUndefined();
    expect(reservations.begin({ ...house }, first)).toBeUndefined();
    expect(reservations.begin({ ...house }, second)).toBe(house);
  });

  it('releases a reservation when its training did not start', () => {
    const reservations = folderReservations();
    reservations.reserve(house);
    reservations.cancel(house);
    expect(reservations.holder('/w')).toBeUndefined();
    reservations.reserve(house);
    reservations.begin({ ...house }, first);
    reservations.cancel(house);
    expect(reservations.holder('/w')).toBeUndefined();
  });

  it('is not released by an older training', () => {
    const reservations = folderReservations();
    reservations.reserve(house);
    reservations.begin({ ...house }, first);
    reservations.end(first);
    reservations.begin(wide, second);
    reservations.cancel(house);
    reservations.end(first);
    expect(reservations.holder('/w')).toBe(wide);
  });
});

it('names the training that uses the folder and what to do', () => {
  expect(folderInUseMessage(house)).toBe(
    'house_price.kyn is being trained in this folder and will write run_manifest.json there. Wait until training ends, or stop it.',
  );
  expect(folderInUseMessage({ ...house, spec: 'C:\\w\\a b.kyn' })).toContain('a b.kyn is being trained');
});
