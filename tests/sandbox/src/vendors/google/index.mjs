import { events, json } from '../desk/answer.mjs';
import { demand, Desk } from '../desk/desk.mjs';
import { event, pieces, saying, tokens } from '../text/saying.mjs';
import { registerInteractions } from './interactions.mjs';
import { google } from './words.mjs';

/** The Gemini interface: https://generativelanguage.googleapis.com is /vendors/google. */
export function registerGoogle(world) {
  const desk = new Desk(world.router, google, world.faults);
  registerInteractions(desk, world);

  desk.on('GET', '/v1beta/models', 'other', () => json({ models: world.lists.of(google.name).map(({ id }) => ({ name: `models/${id}`, displayName: id })) }));
  desk.on('POST', '/v1beta/models/:call', 'order', async (call) => {
    const [model, way] = call.parameters.call.split(':');
    demand(google, call.body, ['contents']);
    if (!['generateContent', 'streamGenerateContent'].includes(way)) throw google.no.gone();
    const wantsPicture = call.body.generationConfig?.responseModalities?.includes('IMAGE');
    return wantsPicture ? picture(call, model, world) : text(call, model, way, world);
  });
}

async function picture(call, model, { orders, outputs }) {
  const { contents, generationConfig: { imageConfig = {} } } = call.body;
  const usageMetadata = { promptTokenCount: 50, candidatesTokenCount: 1290, totalTokenCount: 1340 };
  if (call.fate(['refused'])) return json({ candidates: [{ index: 0, finishReason: 'IMAGE_SAFETY' }], usageMetadata, modelVersion: model });
  const given = contents.flatMap((content) => content.parts ?? []).find((part) => part.inlineData)?.inlineData;
  const wish = { ratio: imageConfig.aspectRatio, resolution: imageConfig.imageSize, input: given && `data:${given.mimeType};base64,${given.data}`, format: 'png' };
  const order = await orders.take({ vendor: google.name, model, make: 'image', body: call.body, wish, atOnce: true });
  const { content, type } = await outputs.file(order);
  const parts = [{ text: 'Here is your picture.' }, { inlineData: { mimeType: type, data: content.toString('base64') } }];
  return json({ candidates: [{ index: 0, content: { role: 'model', parts }, finishReason: 'STOP' }], usageMetadata, modelVersion: model, responseId: order.id });
}

async function text(call, model, way, { orders }) {
  const { contents, generationConfig = {} } = call.body;
  const fate = call.fate(['refused', 'shortened']);
  const order = await orders.take({ vendor: google.name, model, make: 'text', body: call.body, atOnce: true });
  if (fate === 'refused') return json({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, modelVersion: model });
  const words = saying(google.name, contents.at(-1).parts.map((part) => part.text ?? '').join(' '), generationConfig.responseJsonSchema ?? generationConfig.responseSchema ?? null);
  const said = fate === 'shortened' ? words.slice(0, words.length / 2) : words;
  const usageMetadata = { promptTokenCount: tokens(JSON.stringify(contents)), candidatesTokenCount: tokens(said), totalTokenCount: tokens(JSON.stringify(contents)) + tokens(said) };
  const piece = (written, finishReason) => ({ candidates: [{ index: 0, content: { role: 'model', parts: [{ text: written }] }, ...(finishReason ? { finishReason } : {}) }], usageMetadata, modelVersion: model, responseId: order.id });
  const reason = fate === 'shortened' ? 'MAX_TOKENS' : 'STOP';
  if (way === 'generateContent') return json(piece(said, reason));
  const all = pieces(said);
  return events(all.map((part, index) => event(piece(part, index === all.length - 1 ? reason : null))));
}
