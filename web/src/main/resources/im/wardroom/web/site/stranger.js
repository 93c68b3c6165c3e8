// SPDX-License-Identifier: Apache-2.0
// A stream over WebSocket (RFC 7395), as far as somebody comes who has no account yet.

const FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
const STREAM = "http://etherx.jabber.org/streams";
const CLIENT = "jabber:client";
const STANZA_ERROR = "urn:ietf:params:xml:ns:xmpp-stanzas";
const PATIENCE = 20_000;

/** The server said no: a condition of RFC 6120, and perhaps a sentence. */
export class Refusal extends Error {
  constructor(condition, text) {
    super(text || condition);
    this.condition = condition;
    this.text = text;
  }
}

/** The server was not reached, or went away. */
export class Unreachable extends Error {}

/** An element with attributes and children, which may be text. */
export function element(namespace, name, attributes = {}, ...children) {
  const made = document.implementation.createDocument(namespace, name).documentElement;
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

export class Stranger {
  #socket;
  #came = [];
  #waiting = null;
  #gone = false;
  #questions = 0;

  constructor(url) {
    this.#socket = new WebSocket(url, "xmpp");
    this.#socket.onmessage = ({ data }) => this.#take(data);
    this.#socket.onclose = () => this.#end();
    this.#socket.onerror = () => this.#end();
  }

  /** A stream to that domain, up to its features. */
  static async connect(url, domain) {
    const stranger = new Stranger(url);
    try {
      await stranger.#opened();
      stranger.#send(element(FRAMING, "open", { to: domain, version: "1.0" }));
      await stranger.#receive();
      await stranger.#receive();
      return stranger;
    } catch (error) {
      stranger.close();
      throw error;
    }
  }

  #opened() {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Unreachable()), PATIENCE);
      this.#socket.onopen = () => {
        clearTimeout(late);
        resolve();
      };
      this.#waiting = () => {
        clearTimeout(late);
        reject(new Unreachable());
      };
    }).finally(() => {
      this.#waiting = null;
    });
  }

  #take(data) {
    this.#came.push(new DOMParser().parseFromString(data, "text/xml").documentElement);
    this.#waiting?.();
  }

  #end() {
    this.#gone = true;
    this.#waiting?.();
  }

  /** What comes next; a stream error, and the end, are thrown. */
  async #receive() {
    if (this.#came.length === 0 && !this.#gone) {
      await new Promise((resolve) => {
        const late = setTimeout(resolve, PATIENCE);
        this.#waiting = () => {
          clearTimeout(late);
          resolve();
        };
      });
      this.#waiting = null;
    }
    const next = this.#came.shift();
    if (!next || (next.namespaceURI === FRAMING && next.localName === "close")) {
      throw new Unreachable();
    }
    if (next.namespaceURI === STREAM && next.localName === "error") {
      throw new Refusal(next.firstElementChild?.localName ?? "undefined-condition", "");
    }
    return next;
  }

  #send(what) {
    this.#socket.send(new XMLSerializer().serializeToString(what));
  }

  /** Asks, and returns what the answer holds, or null; a Refusal is thrown. */
  async ask(type, domain, payload) {
    const id = `q${++this.#questions}`;
    this.#send(element(CLIENT, "iq", { type, id, to: domain }, payload));
    let answer;
    do {
      answer = await this.#receive();
    } while (answer.getAttribute("id") !== id);
    if (answer.getAttribute("type") === "error") {
      const told = [...answer.getElementsByTagNameNS(STANZA_ERROR, "*")];
      const condition = told.find((e) => e.localName !== "text")?.localName ?? "undefined-condition";
      throw new Refusal(condition, told.find((e) => e.localName === "text")?.textContent ?? "");
    }
    return answer.firstElementChild;
  }

  close() {
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.#send(element(FRAMING, "close"));
    }
    this.#socket.close();
  }
}
