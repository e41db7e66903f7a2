/** `open(url, '_top')` leaves the frame through the admin, which the frame may not navigate by itself without a click. */
export function openTop(parent) {
  const plain = window.open.bind(window);
  window.open = (url, target, features) => {
    if (target !== '_top') return plain(url, target, features);
    parent.send('openTop', { href: new URL(url, window.location.href).href });
    return null;
  };
}
