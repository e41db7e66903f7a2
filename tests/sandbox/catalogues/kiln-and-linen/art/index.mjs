import { cushion, teaTowels, throwBlanket } from './cloth.mjs';
import { espressoCup, jug, mug, storageJar } from './cups.mjs';
import { jarCandle, pendantLamp, pillarCandles, tableLamp } from './light.mjs';
import { breakfastBowl, budVase, plates, servingBowl, tallVase } from './vessels.mjs';

/** Drawing by product handle. */
export const drawings = {
  'everyday-mug': mug,
  'espresso-cup-and-saucer': espressoCup,
  'tall-terracotta-vase': tallVase,
  'sage-bud-vase': budVase,
  'wide-serving-bowl': servingBowl,
  'two-tone-breakfast-bowl': breakfastBowl,
  'dinner-plates-set-of-three': plates,
  'dipped-water-jug': jug,
  'moss-table-lamp': tableLamp,
  'clay-pendant-lamp': pendantLamp,
  'beeswax-pillar-candles': pillarCandles,
  'hearth-jar-candle': jarCandle,
  'ember-wool-throw': throwBlanket,
  'rail-stripe-cushion': cushion,
  'linen-tea-towels': teaTowels,
  'oak-lid-storage-jar': storageJar,
};
