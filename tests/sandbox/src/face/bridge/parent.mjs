/** The line to the admin that frames this page. Messages go to, and are taken from, the admin's origin alone. */
export class Parent {
  #origin;
  #waiting = new Map();
  #handlers = new Map();
  #nextId = 1;

  constructor(origin) {
    this.#origin = origin;
    window.addEventListener('message', (event) => this.#receive(event));
  }

  send(type, detail = {}) {
    window.parent.postMessage({ appBridge: 1, type, ...detail }, this.#origin);
  }

  /** Sends and waits for the admin's answer. */
  ask(type, detail = {}) {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.send(type, { ...detail, id });
    });
  }

  on(type, handler) {
    this.#handlers.set(type, handler);
  }

  #receive(event) {
    if (event.source !== window.parent || event.origin !== this.#origin || event.data?.appBridge !== 1) return;
    const { type, id, value, error } = event.data;
    if (type !== 'answer') return this.#handlers.get(type)?.(event.data);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(error));
    else waiting?.resolve(value);
  }
}
