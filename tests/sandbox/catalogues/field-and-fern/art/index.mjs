import { kneeler, lantern, seedTin, wateringCan } from './metal.mjs';
import { enamelBucket, glazedPlanter, longTom, pottedFern } from './pots.mjs';
import { dibber, handFork, trowel, twine } from './tools.mjs';
import { birdHouse, trug } from './wood.mjs';

/** Drawing by product handle. */
export const drawings = {
  'long-tom-terracotta-pot': longTom,
  'glazed-patio-planter': glazedPlanter,
  'lady-fern-in-clay': pottedFern,
  'long-reach-watering-can': wateringCan,
  'ash-handled-trowel': trowel,
  'ash-handled-fork': handFork,
  'notched-dibber': dibber,
  'jute-twine-spool': twine,
  'cedar-bird-house': birdHouse,
  'willow-harvest-trug': trug,
  'enamel-garden-bucket': enamelBucket,
  'seed-keeping-tin': seedTin,
  'path-lantern': lantern,
  'canvas-kneeler': kneeler,
};
