/** Markup that is already safe to send. */
export class Html {
  constructor(text) {
    this.text = text;
  }

  toString() {
    return this.text;
  }
}

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escapeHtml(value) {
  return String(value).replace(/[&<>"']/g, (sign) => entities[sign]);
}

/** Tagged template: every value is escaped unless it is `Html`; lists are joined, and null, undefined and false leave nothing. */
export function html(strings, ...values) {
  return new Html(strings.reduce((text, part, index) => text + markup(values[index - 1]) + part));
}

/** Markup the shop wrote itself, such as a product description. */
export function raw(text) {
  return new Html(String(text ?? ''));
}

/** A JSON script block; `<` is escaped so that no value can close the element. */
export function jsonScript(type, value, id) {
  const json = JSON.stringify(value).replace(/</g, '\\u003c');
  return html`<script type="${type}"${id ? html` id="${id}"` : ''}>${raw(json)}</script>`;
}

export function plainText(markupText) {
  return String(markupText ?? '').replace(/<[^>]*>/g, ' ').replace(/&nbsp;/g, ' ').replace(/&amp;/g, '&').replace(/&#39;|&rsquo;/g, '’')
    .replace(/&quot;/g, '"').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/\s+/g, ' ').trim();
}

export function money(amount, currency) {
  return new Intl.NumberFormat('en', { style: 'currency', currency: currency || 'USD' }).format(Number(amount) || 0);
}

function markup(value) {
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(markup).join('');
  return value instanceof Html ? value.text : escapeHtml(value);
}
