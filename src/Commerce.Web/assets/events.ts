export interface ServerEvent {
  name: string;
  data: string;
  id: string;
}

/** Reads a `text/event-stream` body as the HTML standard describes it: fields by line, an event at each blank line. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  let event = empty();
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const lines = (rest + value).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line === '') {
          if (event.data.length > 0) yield { ...event, data: event.data.join('\n') };
          event = empty(event.id);
          continue;
        }
        addField(event, line);
      }
    }
  } finally {
    await reader.cancel();
  }
}

const empty = (id = ''): { name: string; data: string[]; id: string } => ({ name: 'message', data: [], id });

function addField(event: { name: string; data: string[]; id: string }, line: string): void {
  const colon = line.indexOf(':');
  if (colon === 0) return;
  const field = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  if (field === 'event') event.name = value;
  if (field === 'data') event.data.push(value);
  if (field === 'id') event.id = value;
}
