import { randomUUID } from 'node:crypto';
import { bytes, json, VendorRefusal } from './desk/answer.mjs';
import { demand, Desk } from './desk/desk.mjs';
import { secondsOf } from './outputs/recordings.mjs';

const premade = [['narrator', 'Ann'], ['presenter', 'Ben']];
const no = (code, status, message) => new VendorRefusal(code, { detail: { status, message } });

/** ElevenLabs' own words. */
const elevenLabs = {
  name: 'elevenlabs',
  key: (headers) => headers['xi-api-key'],
  no: {
    unauthorized: () => no(401, 'invalid_api_key', 'Invalid API key'),
    invalid: (msg, field = 'body') => new VendorRefusal(422, { detail: [{ loc: ['body', field], msg, type: 'value_error' }] }),
    rateLimited: () => no(429, 'too_many_concurrent_requests', 'Too many concurrent requests.'),
    overloaded: () => no(429, 'system_busy', 'The system is experiencing heavy traffic, please try again later.'),
    outOfCredit: () => no(401, 'quota_exceeded', 'This request exceeds your quota.'),
    gone: () => no(400, 'model_not_found', 'A model with this id does not exist.'),
    refused: () => no(400, 'content_against_policy', 'The content is against our policy.'),
    missing: () => no(404, 'voice_not_found', 'A voice with this voice_id was not found.'),
  },
};

/** ElevenLabs: https://api.elevenlabs.io is /vendors/elevenlabs. Cloned voices are forgotten at a restart. */
export function registerElevenLabs({ router, faults, orders, outputs }) {
  const desk = new Desk(router, elevenLabs, faults);
  const voices = new Map(premade.map(([id, name]) => [id, voice(id, name, 'premade')]));

  const sound = async (call, model, wish) => {
    if (call.fate(['refused'])) throw elevenLabs.no.refused();
    const order = await orders.take({ vendor: elevenLabs.name, model, make: 'sound', body: call.body instanceof FormData ? await recording(call.body) : call.body, wish, atOnce: true });
    const { content, type } = await outputs.file(order);
    return { content, type, headers: { 'character-cost': String(wish.words?.length ?? 100), 'request-id': order.id } };
  };
  const spoken = (call) => {
    if (!voices.has(call.parameters.voice)) throw elevenLabs.no.missing();
    demand(elevenLabs, call.body, ['text']);
    return sound(call, call.body.model_id ?? 'eleven_multilingual_v2', { words: call.body.text, voice: call.parameters.voice });
  };
  const heard = async (call) => {
    const { content, type, headers } = await call;
    return bytes(content, type, headers);
  };

  desk.on('POST', '/v1/text-to-speech/:voice', 'order', (call) => heard(spoken(call)));
  desk.on('POST', '/v1/text-to-speech/:voice/with-timestamps', 'order', async (call) => {
    const { content, headers } = await spoken(call);
    const alignment = aligned(call.body.text);
    return json({ audio_base64: content.toString('base64'), alignment, normalized_alignment: alignment }, 200, headers);
  });
  desk.on('POST', '/v1/speech-to-speech/:voice', 'order', (call) => {
    if (!voices.has(call.parameters.voice)) throw elevenLabs.no.missing();
    demand(elevenLabs, call.body, ['audio']);
    return heard(sound(call, call.body.get('model_id'), { voice: call.parameters.voice, seconds: 3 }));
  });
  desk.on('POST', '/v1/audio-isolation', 'order', (call) => {
    demand(elevenLabs, call.body, ['audio']);
    return heard(sound(call, 'audio-isolation', { seconds: 3 }));
  });
  desk.on('POST', '/v1/music', 'order', (call) => {
    demand(elevenLabs, call.body, ['prompt']);
    return heard(sound(call, call.body.model_id ?? 'music_v1', { seconds: (call.body.music_length_ms ?? 10_000) / 1000 }));
  });
  desk.on('POST', '/v1/sound-generation', 'order', (call) => {
    demand(elevenLabs, call.body, ['text']);
    return heard(sound(call, call.body.model_id ?? 'eleven_text_to_sound_v2', { seconds: call.body.duration_seconds ?? 2 }));
  });

  desk.on('GET', '/v2/voices', 'other', ({ query }) => json(page([...voices.values()], Number(query.get('page_size') ?? 10), Number(query.get('next_page_token') ?? 0))));
  desk.on('POST', '/v1/voices/add', 'other', ({ body }) => {
    demand(elevenLabs, body, ['name', 'files']);
    const id = randomUUID();
    voices.set(id, voice(id, body.get('name'), 'cloned'));
    return json({ voice_id: id, requires_verification: false });
  });
  desk.on('DELETE', '/v1/voices/:voice', 'other', ({ parameters }) => {
    if (!voices.delete(parameters.voice)) throw elevenLabs.no.missing();
    return json({ status: 'ok' });
  });
  desk.on('GET', '/v1/user/subscription', 'other', () => json({ tier: 'creator', character_count: 0, character_limit: 100_000, status: 'active' }));
}

// The form's own frame differs each time, though the same is asked for.
const recording = async (form) => Buffer.from(await form.get('audio').arrayBuffer()).toString('base64');

const voice = (id, name, category) => ({ voice_id: id, name, category, labels: {}, preview_url: null, available_for_tiers: [], high_quality_base_model_ids: [] });

function page(all, size, from) {
  const more = from + size < all.length;
  return { voices: all.slice(from, from + size), has_more: more, total_count: all.length, next_page_token: more ? String(from + size) : null };
}

function aligned(text) {
  const characters = [...text];
  const each = secondsOf(text) / characters.length;
  return { characters, character_start_times_seconds: characters.map((_, index) => index * each), character_end_times_seconds: characters.map((_, index) => (index + 1) * each) };
}
