/** The save bar: by name through `shopify.saveBar`, or by itself for a form with `data-save-bar`. */
export function createSaveBar(parent) {
  let open = null;
  const show = async (owner) => {
    open = owner;
    parent.send('saveBar', { visible: true });
  };
  const hide = async () => {
    open = null;
    parent.send('saveBar', { visible: false });
  };
  const byName = (id) => document.getElementById(id) ?? id;

  document.addEventListener('input', (event) => {
    const form = event.target.closest?.('form[data-save-bar]');
    if (form && open !== form) show(form);
  });
  for (const name of ['submit', 'reset']) {
    document.addEventListener(name, (event) => event.target === open && hide());
  }
  document.addEventListener('turbo:render', () => open instanceof HTMLElement && !open.isConnected && hide());
  parent.on('saveBarAction', ({ action }) => act(open, action));

  return {
    show: (id) => show(byName(id)),
    hide: (id) => (open === null || open === byName(id) ? hide() : Promise.resolve()),
    toggle: (id) => (open === byName(id) ? hide() : show(byName(id))),
    leaveConfirmation: async () => { if (open) await parent.ask('leave'); },
  };
}

function act(owner, action) {
  if (!(owner instanceof HTMLElement)) return;
  if (owner instanceof HTMLFormElement) {
    if (action === 'save') owner.requestSubmit();
    else owner.reset();
    return;
  }
  const buttons = [...owner.querySelectorAll('button')];
  const save = buttons.find((button) => button.getAttribute('variant') === 'primary') ?? buttons[0];
  (action === 'save' ? save : buttons.find((button) => button !== save))?.click();
}
