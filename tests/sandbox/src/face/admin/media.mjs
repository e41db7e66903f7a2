/** Address of a still, at most `width` pixels wide; a video gives its poster, and a file without one gives null. */
export function tileUrl(media, width) {
  if (media.status !== 'READY') return null;
  const address = media.kind === 'VIDEO' ? media.posterUrl : media.url;
  return address && `${address}&width=${width}`;
}

export function fileFacts(file) {
  const parts = [];
  if (file.width) parts.push(`${file.width} × ${file.height}`);
  if (file.durationMs) parts.push(`${(file.durationMs / 1000).toFixed(1)} s`);
  if (file.bytes) parts.push(file.bytes < 1_048_576 ? `${Math.max(1, Math.round(file.bytes / 1024))} KB` : `${(file.bytes / 1_048_576).toFixed(1)} MB`);
  return parts.join(' · ');
}
