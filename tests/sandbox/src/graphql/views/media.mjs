const contentTypes = { IMAGE: 'IMAGE', VIDEO: 'VIDEO' };

/** How a file looks through the API. Nothing about its bytes is shown before it is READY. @param {import('../../model.mjs').Media} media */
export function mediaView(media) {
  return media.kind === 'VIDEO' ? videoView(media) : imageView(media);
}

function shared(media) {
  return {
    id: media.id,
    alt: media.alt,
    createdAt: media.createdAt,
    updatedAt: media.updatedAt,
    status: media.status,
    fileStatus: media.status,
    mediaContentType: contentTypes[media.kind],
    mediaErrors: media.errors,
    fileErrors: media.errors,
    mediaWarnings: [],
  };
}

function imageView(media) {
  const ready = media.status === 'READY';
  const image = ready ? picture(media, media.file, media.url) : null;
  return {
    __typename: 'MediaImage',
    ...shared(media),
    image,
    mimeType: ready ? media.file.mime : null,
    originalSource: ready ? { fileSize: media.file.bytes, url: media.url } : null,
    preview: { image, status: media.status },
  };
}

function videoView(media) {
  const ready = media.status === 'READY';
  const source = ready
    ? { fileSize: media.file.bytes, format: 'mp4', height: media.file.height, width: media.file.width, mimeType: media.file.mime, url: media.url }
    : null;
  const still = ready && media.poster ? picture(media, media.poster, media.posterUrl) : null;
  return {
    __typename: 'Video',
    ...shared(media),
    duration: ready ? media.file.durationMs : null,
    filename: media.file.name,
    originalSource: source,
    sources: source ? [source] : [],
    preview: { image: still, status: media.status },
  };
}

function picture(media, file, url) {
  return {
    id: `gid://shopify/ImageSource/${media.numericId}`,
    altText: media.alt,
    width: file.width,
    height: file.height,
    url: ({ transform }) => sized(url, file, transform),
  };
}

function sized(url, file, transform) {
  const { maxWidth = null, maxHeight = null } = transform ?? {};
  const scale = Math.min((maxWidth ?? Infinity) / file.width, (maxHeight ?? Infinity) / file.height);
  return scale < 1 ? `${url}&width=${Math.max(1, Math.round(file.width * scale))}` : url;
}
