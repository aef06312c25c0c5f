// Generates the data of the example: fictional houses, priced by a documented formula plus noise.
import { normal, uniform } from './rng.mjs';

const SEED = 20240607;
const ROWS = 400;
const NOISE = 12;

const COLUMNS = [
  'living_area_m2',
  'lot_area_m2',
  'bedrooms',
  'bathrooms',
  'floors',
  'year_built',
  'condition',
  'garage_places',
  'distance_km',
  'school_score',
  'price',
];

/** The CSV as text: a header, then one line for each house. Prices are in thousands. */
export function makeHouses() {
  const next = uniform(SEED);
  const rows = Array.from({ length: ROWS }, () => house(next));
  return `${[COLUMNS.join(','), ...rows.map(row => row.join(','))].join('\n')}\n`;
}

// The data depends on the order of the random numbers, so add new columns at the end.
function house(next) {
  const between = (low, high) => low + Math.floor(next() * (high - low + 1));
  const area = Math.max(38, Math.round(125 + 38 * normal(next)));
  const lot = Math.max(area, Math.round(area * (1.5 + 5 * next())));
  const bedrooms = Math.max(1, Math.min(7, Math.round(area / 35 + 0.7 * normal(next))));
  const bathrooms = Math.max(1, Math.min(4, Math.round(area / 80 + 0.5 * normal(next))));
  const floors = between(1, 3);
  const year = between(1920, 2023);
  const condition = between(1, 5);
  const garage = between(0, 3);
  const distance = round(0.5 + 39.5 * next() * next());
  const school = round(1 + 9 * next());
  const features = { area, lot, bedrooms, bathrooms, floors, year, condition, garage, distance, school };
  const price = Math.max(60, priceOf(features) + NOISE * normal(next));
  return [...Object.values(features), round(price)];
}

/** The price of a house in thousands without noise; the README of the example documents the same formula. */
function priceOf({ area, lot, bedrooms, bathrooms, floors, year, condition, garage, distance, school }) {
  const fixed = 20 + 1.4 * area + 0.04 * lot + 5 * bedrooms + 9 * bathrooms - 4 * floors;
  const state = 0.5 * (year - 1970) + 11 * (condition - 3) + 8 * garage;
  const place = 120 / (1 + distance / 5) + 0.03 * area * school;
  return fixed + state + place;
}

const round = x => Math.round(x * 10) / 10;
