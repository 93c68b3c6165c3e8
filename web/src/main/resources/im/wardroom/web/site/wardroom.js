// SPDX-License-Identifier: Apache-2.0
// Starts the web client for the server that this page came from.
import converse from "/converse-14.0.0/converse.min.js";

// What one page leaves to the next in this tab.
const ADDRESS = "wardroom.address";
const REFUSAL = "wardroom.refusal";

function taken(key) {
  const value = sessionStorage.getItem(key) ?? undefined;
  sessionStorage.removeItem(key);
  return value;
}

// Elements of Converse that name its makers' own site, load pictures from there, or keep people out: these stand in
// their places.
class Sign extends HTMLElement {
  connectedCallback() {
    const logo = document.createElement("img");
    logo.src = "/logo";
    logo.alt = "";
    const name = document.createElement("h1");
    name.textContent = document.querySelector("meta[name=application-name]").content;
    this.replaceChildren(logo, name);
    const refusal = taken(REFUSAL);
    if (refusal) {
      const told = document.createElement("p");
      told.setAttribute("role", "alert");
      this.append(told);
      told.textContent = refusal;
    }
  }
}

class Credits extends HTMLElement {
  connectedCallback() {
    const licence = document.createElement("a");
    licence.href = "/converse-14.0.0/LICENSE.txt";
    licence.textContent = "MPL-2.0";
    const source = document.createElement("a");
    source.href = "https://github.com/conversejs/converse.js/tree/v14.0.0";
    source.rel = "noopener noreferrer";
    source.textContent = "source";
    this.replaceChildren("The web client is Converse.js 14.0.0 (", licence, ", ", source, ").");
  }
}

// Converse's own explanation has a button without a name.
class Explanation extends HTMLElement {
  connectedCallback() {
    const text = document.createElement("span");
    text.textContent = this.getAttribute("text");
    text.hidden = true;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "?";
    button.ariaLabel = this.getAttribute("title");
    button.ariaExpanded = "false";
    button.addEventListener("click", () => {
      text.hidden = !text.hidden;
      button.ariaExpanded = String(!text.hidden);
    });
    this.removeAttribute("title");
    this.replaceChildren(button, text);
  }
}

class Nothing extends HTMLElement {}

customElements.define("converse-brand-logo", Sign);
customElements.define("converse-footer", Credits);
customElements.define("converse-controlbox-navbar", Nothing);
customElements.define("converse-popover", Explanation);

// When Converse is signed out for good, or was not let in, it shows nothing any more: the page begins anew.
converse.plugins.add("wardroom", {
  initialize() {
    const { api, state } = this._converse;
    let refusal = "";
    state.connfeedback.on("change", (feedback) => {
      if (feedback.get("connection_status") === converse.env.Strophe.Status.AUTHFAIL) {
        refusal = feedback.get("message") ?? "";
        sessionStorage.setItem(ADDRESS, api.settings.get("jid") ?? "");
      }
    });
    api.listen.on("disconnected", () => {
      if (refusal) {
        sessionStorage.setItem(REFUSAL, refusal);
      }
      location.reload();
    });
  },
});

function complain(reason) {
  const problem = document.getElementById("problem");
  problem.textContent = `The chat could not start: ${reason}. Reload the page to try again.`;
  problem.hidden = false;
}

// Something on the way may let no WebSocket pass; Converse would find out only when somebody signs in, and give up.
function canOpen(url) {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, "xmpp");
    const late = setTimeout(() => socket.close(), 5_000);
    socket.onopen = () => {
      resolve(true);
      socket.close();
    };
    socket.onclose = () => {
      clearTimeout(late);
      resolve(false);
    };
  });
}

// On a device that is not trusted, nobody is signed in after the page was loaded. What the person before left in this tab
// goes; its stream would be resumed under another address than Converse then speaks of.
function forget() {
  if (localStorage.getItem("conversejs-session-jid") === null) {
    Object.keys(sessionStorage)
      .filter((key) => !key.startsWith("wardroom."))
      .forEach((key) => sessionStorage.removeItem(key));
  }
}

async function start() {
  forget();
  const answer = await fetch("/settings.json", { cache: "no-store" });
  if (!answer.ok) {
    throw new Error(`the server answered ${answer.status}`);
  }
  const { domain, websocket, bosh } = await answer.json();
  // Whoever has just made an account, or mistyped the password, need not type the address again.
  const jid = taken(ADDRESS);
  await converse.initialize({
    assets_path: "/converse-14.0.0",
    view_mode: "fullscreen",
    show_background: false,
    // Where to, and as whom.
    ...((await canOpen(websocket)) && { websocket_url: websocket }),
    bosh_service_url: bosh,
    discover_connection_methods: false,
    default_domain: domain,
    ...(jid && { jid }),
    allow_registration: false,
    // What is kept in the browser goes when its user signs out, unless the user says that the device is trusted.
    allow_user_trust_override: "off",
    // Their library is under another licence, and is not packed.
    whitelisted_plugins: ["wardroom"],
    blacklisted_plugins: ["converse-omemo", "converse-omemo-views"],
    visible_toolbar_buttons: { emoji: true, location: false },
    // Nothing is fetched from anywhere else.
    autocomplete_providers_url: "",
    xmpp_providers_url: "",
    // Nobody else is asked for rooms, either: this would be a service of its makers.
    muc_search_service: domain,
    muc_nickname_from_jid: true,
    embed_3rd_party_media_players: false,
    // What people upload here is shown where it is spoken of; links to anywhere else stay links.
    render_media: [location.hostname],
    allowed_image_domains: [location.hostname],
    allowed_video_domains: [location.hostname],
    allowed_audio_domains: [location.hostname],
    // The server has the history.
    message_archiving: "always",
  });
}

start().catch((error) => complain(error.message));
