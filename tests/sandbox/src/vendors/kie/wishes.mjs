import { secondsOf } from '../outputs/recordings.mjs';

const films = /video|kling|seedance|hailuo|happyhorse|infinitalk|omnihuman|lip-sync|animate|r2v|videoedit|bytedance\/v1|grok-imagine\/(upscale|extend)/;
const sounds = /^elevenlabs\//;
const findings = /detection|identification/;
const addressFields = /(_urls?|_input|^image|^first_frame|^reference_image)$/;

/** What a model makes, told by its name. @returns {'image'|'video'|'sound'|'facts'} */
export function makeOf(model) {
  if (findings.test(model)) return 'facts';
  if (sounds.test(model)) return 'sound';
  return films.test(model) ? 'video' : 'image';
}

/** What an order's input asks for. @param {string} model @param {object} input */
export function wishOf(model, input) {
  const words = input.text ?? input.dialogue?.map?.((line) => line.text).join(' ');
  return {
    words, voice: input.voice, seconds: makeOf(model) === 'sound' ? secondsOf(words) : Number(input.duration) || undefined,
    ratio: input.aspect_ratio ?? input.ratio ?? input.image_size, resolution: input.resolution ?? input.image_resolution,
    format: input.output_format?.replace('jpg', 'jpeg'), count: Number(input.num_images ?? input.n ?? input.max_images) || 1,
    sound: input.sound === true || input.generate_audio === true, input: pictureOf(input),
    way: model.endsWith('remove-background') ? 'cutout' : /image-upscale|crisp-upscale/.test(model) ? 'upscale' : undefined,
  };
}

/** Fields that hold addresses, flattened. @returns {[string, string][]} */
export const addresses = (input) => Object.entries(input).filter(([field]) => addressFields.test(field))
  .flatMap(([field, value]) => [value].flat().filter((entry) => typeof entry === 'string').map((entry) => [field, entry]));

function pictureOf(input) {
  return addresses(input).find(([field]) => !/video|audio|mask/.test(field))?.[1];
}
