import { FitAddon } from "./addon-fit.mjs";
import { made } from "./made.js";
import { Terminal } from "./xterm.mjs";

const THEME = {
  background: "#13161b", foreground: "#e4e8ed", cursor: "#e4e8ed", selectionBackground: "#3b4657",
  black: "#4a5462", red: "#ff9a9a", green: "#7fd3a0", yellow: "#f0bd6c", blue: "#86bdf5", magenta: "#cdb0f5", cyan: "#6fd0d6", white: "#e4e8ed",
  brightBlack: "#a6afbb", brightRed: "#ffb3b3", brightGreen: "#9be3b7", brightYellow: "#f7d08f", brightBlue: "#a9d1fa", brightMagenta: "#dec9fa", brightCyan: "#93e0e4", brightWhite: "#ffffff",
};
const CHUNK = 16384;
const list = document.querySelector('[role="tablist"]');
const open = new Map();

// The terminal makes style sheets. The policy of the page lets in those that have its nonce.
const plain = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = plain(name, options);
  if (name === "style") {
    element.nonce = document.body.dataset.nonce;
  }
  return element;
};

class Shell {
  constructor(tab) {
    this.machine = tab.dataset.machine;
    this.panel = panel(tab);
    this.terminal = new Terminal({ theme: THEME, cursorBlink: false, fontSize: 14, screenReaderMode: true, scrollback: 5000 });
    this.fit = new FitAddon();
    this.terminal.loadAddon(this.fit);
    this.terminal.open(this.panel);
    const keys = this.terminal.textarea;
    keys.setAttribute("aria-label", `Terminal of ${tab.textContent}`);
    keys.setAttribute("aria-describedby", "leave");
    this.terminal.attachCustomKeyEventHandler((event) => !(event.key === "Tab" && event.shiftKey));
    this.terminal.onData((text) => this.send(new TextEncoder().encode(text)));
    this.terminal.onBinary((text) => this.send(Uint8Array.from(text, (each) => each.charCodeAt(0))));
    this.terminal.onResize((size) => this.tell(size));
    new ResizeObserver(() => this.resize()).observe(this.panel);
    this.resize();
    this.connect();
  }

  resize() {
    if (!this.panel.hidden) {
      this.fit.fit();
    }
  }

  connect() {
    const address = new URL(`terminal/${this.machine}?columns=${this.terminal.cols}&rows=${this.terminal.rows}`, location);
    address.protocol = "ws";
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.waiting = [];
    this.socket.addEventListener("open", () => this.waiting.splice(0).forEach((part) => this.socket.send(part)));
    this.socket.addEventListener("message", (event) => this.terminal.write(new Uint8Array(event.data)));
    this.socket.addEventListener("close", (event) =>
      this.terminal.write(`\r\n[${event.reason || "the connection has ended"}; Enter opens a new shell]\r\n`));
  }

  send(bytes) {
    if (this.socket.readyState > WebSocket.OPEN) {
      if (bytes.includes(13)) {
        this.connect();
      }
      return;
    }
    for (let from = 0; from < bytes.length; from += CHUNK) {
      const part = bytes.slice(from, from + CHUNK);
      if (this.socket.readyState === WebSocket.OPEN) {
        this.socket.send(part);
      } else {
        this.waiting.push(part);
      }
    }
  }

  tell(size) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify({ columns: size.cols, rows: size.rows }));
    }
  }
}

function tabs() {
  return [...list.children];
}

function panel(tab) {
  return document.getElementById(tab.getAttribute("aria-controls"));
}

function selected() {
  return tabs().find((tab) => tab.tabIndex === 0);
}

function select(tab) {
  tabs().forEach((each) => {
    const here = each === tab;
    each.setAttribute("aria-selected", String(here));
    each.tabIndex = here ? 0 : -1;
    panel(each).hidden = !here;
  });
  if (!open.has(tab)) {
    open.set(tab, new Shell(tab));
  }
  return open.get(tab);
}

function wire(tab) {
  tab.addEventListener("click", () => select(tab).terminal.focus());
  tab.addEventListener("keydown", (event) => {
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (way) {
      const all = tabs();
      const to = all[(all.indexOf(tab) + way + all.length) % all.length];
      to.focus();
      select(to);
    }
  });
}

// While a command goes on in one, another one is needed on the same machine.
function another() {
  const { machine } = selected().dataset;
  const number = tabs().filter((tab) => tab.dataset.machine === machine).length + 1;
  const id = `${machine}-${number}`;
  const attributes = { type: "button", role: "tab", id: `tab-${id}`, "aria-controls": `terminal-${id}`, "data-machine": machine };
  const tab = made("button", attributes, `${machine} (${number})`);
  list.append(tab);
  list.closest("section").append(made("div", { role: "tabpanel", class: "screen", id: `terminal-${id}`, "aria-labelledby": tab.id, hidden: "" }));
  wire(tab);
  select(tab).terminal.focus();
}

/** Puts a text before the cursor of a shell, as if it had been pasted there. Enter is left to the person. */
export function paste(machine, text) {
  const here = selected();
  const shell = select(here.dataset.machine === machine ? here : tabs().find((tab) => tab.dataset.machine === machine));
  shell.terminal.focus();
  shell.terminal.paste(text);
}

export function start() {
  tabs().forEach(wire);
  document.getElementById("another").addEventListener("click", another);
  select(tabs()[0]);
}
