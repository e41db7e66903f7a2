import { json } from '../desk/answer.mjs';
import { Desk, demand } from '../desk/desk.mjs';
import { readInput } from '../outputs/inputs.mjs';
import { kie } from './words.mjs';

/** kie's file service, which has a base address of its own: /vendors/kie-files. */
export function registerKieFiles({ router, faults, uploads }) {
  const files = { ...kie, name: 'kie-files' };
  const desk = new Desk(router, files, faults);
  const keep = async (content, type, { uploadPath, fileName }) => {
    const name = fileName || `file-${content.length}`;
    const filePath = `${uploadPath}/${name}`;
    const downloadUrl = await uploads.keep(files.name, filePath, content, type);
    return json({ success: true, code: 200, msg: 'File uploaded successfully', data: { fileName: name, filePath, downloadUrl, fileSize: content.length, mimeType: type, uploadedAt: new Date().toISOString() } });
  };

  desk.on('POST', '/api/file-stream-upload', 'other', async ({ body }) => {
    demand(files, body, ['file', 'uploadPath']);
    const file = body.get('file');
    return keep(Buffer.from(await file.arrayBuffer()), file.type, { uploadPath: body.get('uploadPath'), fileName: body.get('fileName') ?? file.name });
  });

  desk.on('POST', '/api/file-base64-upload', 'other', async ({ body }) => {
    demand(files, body, ['base64Data', 'uploadPath']);
    const [, type, data] = /^(?:data:([^;,]+);base64,)?(.*)$/s.exec(body.base64Data);
    return keep(Buffer.from(data, 'base64'), type ?? 'application/octet-stream', body);
  });

  desk.on('POST', '/api/file-url-upload', 'other', async ({ body }) => {
    demand(files, body, ['fileUrl', 'uploadPath']);
    const content = await readInput(body.fileUrl);
    if (!content) throw files.no.invalid('The file cannot be downloaded.');
    return keep(content, 'application/octet-stream', body);
  });
}
