const dated = (until, ...ids) => ids.map((id) => [id, until]);

/** What vendors' own lists of models name, and the last day of those that have one. */
const named = {
  openai: [
    ...dated(null, 'gpt-image-2', 'gpt-image-2.5-flare', 'gpt-image-2.5-sunburst', 'gpt-6-luna', 'gpt-5.6-sol', 'gpt-5.6-terra'),
    ...dated('2026-12-01', 'gpt-image-1.5', 'gpt-image-1-mini', 'chatgpt-image-latest'), ...dated('2027-01-06', 'tts-1', 'tts-1-hd', 'gpt-4o-mini-tts'), ...dated('2027-01-14', 'gpt-4o', 'gpt-4.1'),
  ],
  google: dated(null, 'gemini-3.1-flash-image', 'gemini-3-pro-image', 'gemini-omni-1.1-flash', 'gemini-3.8-flash', 'gemini-3.5-flash-lite', 'gemini-2.5-pro', 'gemini-2.5-flash'),
  openrouter: dated(null, 'openai/gpt-5.4', 'anthropic/claude-sonnet-4.5', 'mistralai/voxtral-mini-tts-2603', 'bytedance-seed/seedream-4.5', 'google/veo-3.1'),
  fal: dated(null, 'fal-ai/flux/schnell', 'fal-ai/birefnet', 'fal-ai/kling-video/v2.1/standard/image-to-video'),
  replicate: dated(null, 'black-forest-labs/flux-schnell', 'kwaivgi/kling-v2.1'),
};

/** Vendors' lists, which models leave and in which they get a last day. */
export class Lists {
  #models = new Map(Object.entries(named).flatMap(([vendor, models]) => models.map(([id, until]) => [`${vendor} ${id}`, until])));

  /** @param {string} vendor @returns {{id: string, until: string|null}[]} */
  of(vendor) {
    const start = `${vendor} `;
    return [...this.#models].filter(([name]) => name.startsWith(start)).map(([name, until]) => ({ id: name.slice(start.length), until }));
  }

  /** @returns {{id: string, until: string|null}|null} */
  find(vendor, id) {
    return this.of(vendor).find((model) => model.id === id) ?? null;
  }

  /** Takes a model out of its list, or puts it in with another last day or none. */
  change({ vendor, model, gone = false, until = null }) {
    if (gone) this.#models.delete(`${vendor} ${model}`);
    else this.#models.set(`${vendor} ${model}`, until);
  }
}
