
const plain = {
  layout: 'split',
  tagline: 'Good things, sold carefully',
  palette: { background: '#ffffff', surface: '#f5f5f4', text: '#26241f', quiet: '#6b675e', primary: '#2f5d50', onPrimary: '#ffffff', accent: '#c98a3b', line: '#e4e1da' },
  fonts: { heading: 'Georgia, "Times New Roman", serif', body: 'Inter, system-ui, sans-serif' },
  corner: 8,
  hero: { title: 'Welcome', lead: 'Have a look around the shop.' },
  featured: { title: 'From the shop', lead: '' },
  story: { title: 'About us', lead: '' },
  promises: [],
  footer: '',
};

/** The shop's theme with every gap filled, so that a shop made from a bare catalogue has a whole storefront too. */
export function themeOf(shop) {
  const own = shop.theme ?? {};
  const hero = { ...plain.hero, title: `Welcome to ${shop.name}`, ...own.hero };
  return { ...plain, ...own, palette: { ...plain.palette, ...own.palette }, fonts: { ...plain.fonts, ...own.fonts }, hero, featured: { ...plain.featured, ...own.featured }, story: { ...plain.story, ...own.story } };
}

/** @returns the theme as a style sheet of custom properties */
export function themeCss(theme) {
  const colours = Object.entries(theme.palette).filter(([name, value]) => /^[a-zA-Z]+$/.test(name) && /^#[0-9a-f]{3,8}$/i.test(value));
  const lines = colours.map(([name, value]) => `  --color-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}: ${value};`);
  const family = (value) => String(value).replace(/[^\w\s"',.-]/g, '');
  return `:root {\n${lines.join('\n')}\n  --font-heading: ${family(theme.fonts.heading)};\n  --font-body: ${family(theme.fonts.body)};\n  --corner: ${Number(theme.corner) || 0}px;\n}\n`;
}

export function paragraphs(text) {
  return String(text ?? '').split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);
}
