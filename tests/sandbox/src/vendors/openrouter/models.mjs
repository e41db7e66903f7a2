import { json } from '../desk/answer.mjs';

const architecture = (takes, makes) => ({ input_modalities: takes, output_modalities: makes });
const values = (...list) => ({ type: 'enum', values: list });

const words = [
  { id: 'openai/gpt-5.4', name: 'GPT-5.4', architecture: architecture(['text', 'image'], ['text']), pricing: { prompt: '0.0000025', completion: '0.000015' }, context_length: 400_000 },
  { id: 'anthropic/claude-sonnet-4.5', name: 'Claude Sonnet 4.5', architecture: architecture(['text', 'image'], ['text']), pricing: { prompt: '0.000003', completion: '0.000015' }, context_length: 200_000 },
  { id: 'mistralai/voxtral-mini-tts-2603', name: 'Voxtral', architecture: architecture(['text'], ['speech']), pricing: { prompt: '0', completion: '0' }, context_length: 4096 },
];
const pictures = [{ id: 'bytedance-seed/seedream-4.5', name: 'Seedream', architecture: architecture(['text', 'image'], ['image']), supported_parameters: { aspect_ratio: values('1:1', '16:9', '9:16'), n: { type: 'range', min: 1, max: 4 } } }];
const videos = [{ id: 'google/veo-3.1', name: 'Veo', supported_aspect_ratios: ['16:9', '9:16'], supported_resolutions: ['720p', '1080p'], supported_durations: [4, 6, 8], supported_frame_images: ['first_frame', 'last_frame'], generate_audio: true }];

/** A few models of each kind. Those of pictures and videos stand in the list of all too, which alone tells last days. */
export function registerModels(desk, lists) {
  const kept = (models) => models.flatMap((model) => {
    const listed = lists.find('openrouter', model.id);
    return listed ? [{ ...model, expiration_date: listed.until }] : [];
  });
  const all = [...words, ...pictures, ...videos.map((model) => ({ ...model, architecture: architecture(['text', 'image'], ['video']) }))];
  desk.on('GET', '/api/v1/models', 'other', () => json({ data: kept(all) }));
  desk.on('GET', '/api/v1/images/models', 'other', () => json({ data: kept(pictures) }));
  desk.on('GET', '/api/v1/videos/models', 'other', () => json({ data: kept(videos) }));
}
