// SPDX-License-Identifier: Apache-2.0
// The page of an invitation (XEP-0401): who invites, and the way to an account. The invitation is in the fragment of the
// address, which browsers keep to themselves: as XEP-0379 §3.3 writes it, an xmpp: link without its scheme.
import { Refusal, Stranger, Unreachable, element } from "/stranger.js";

const REGISTER = "jabber:iq:register";
const PREAUTH = "urn:xmpp:pars:0";
const OURS = "urn:wardroom:invitation:0";
const WEBSOCKET = `wss://${location.host}/xmpp-websocket`;
const WHEN = { dateStyle: "long", timeStyle: "short" };
const NOT_IN_A_NAME = /["&'/:<>@\s]/u;

const at = (id) => document.getElementById(id);

/** @returns the invitation of the address, or null if it has none that can be understood */
function read(fragment) {
  const uri = fragment.replace(/^#/u, "");
  const parts = uri.match(/^(?:([^@?/;]+)@)?([^@?/;]+)\?(roster|register)((?:;[^;]*)*)$/u);
  if (!parts) {
    return null;
  }
  try {
    const [local, domain, action, rest] = parts.slice(1).map((part) => decodeURIComponent(part ?? ""));
    const token = new URLSearchParams(rest.replaceAll(";", "&")).get("preauth");
    const isContact = action === "roster";
    if (!token || (isContact && !local)) {
      return null;
    }
    return { domain, token, isContact, link: `xmpp:${uri}` };
  } catch {
    return null;
  }
}

const invitation = read(location.hash);
let stranger = null;

/** As the server says: the address of this page can name anybody. */
let inviter = null;

function say(title, lead) {
  at("title").textContent = title;
  document.title = document.title.replace(/^.*(?= – )/u, title);
  at("lead").textContent = lead;
}

function complain(text, canTryAgain = false) {
  at("problem").textContent = text;
  at("problem").hidden = !text;
  at("again").hidden = !canTryAgain;
}

/** What is wrong with one field, or that nothing is. */
function mark(field, text) {
  const problem = at(`${field}-problem`);
  problem.textContent = text;
  problem.hidden = !text;
  at(field).setAttribute("aria-invalid", text ? "true" : "false");
  if (text) {
    at(field).focus();
  }
}

function words(error) {
  const whom = inviter ?? "whoever invited you";
  if (error instanceof Unreachable) {
    return "The server cannot be reached. Look at your connection to the Internet, and try again.";
  }
  switch (error.condition) {
    case "item-not-found":
      return `This invitation was used already, or it is over. Ask ${whom} for a new one.`;
    case "not-allowed":
      return `Somebody else has used this invitation in the meantime. Ask ${whom} for a new one.`;
    case "service-unavailable":
      return "This server makes no accounts at the moment. With an account anywhere you can use the invitation below.";
    case "host-unknown":
      return "This invitation is for another server.";
    case "resource-constraint":
    case "policy-violation":
      return error.text || "Too many people try this at the moment. Try again later.";
    default:
      return error.text || `It did not work: ${error.condition ?? error.message}. Try again later.`;
  }
}

/** For those who have an account, or want to make it elsewhere. */
function showLink() {
  const contact = inviter ?? "whoever invited you";
  at("member-text").textContent = invitation.isContact
    ? `With an account here or on any other server, open the invitation there: ${contact} becomes your contact.`
    : "An app of your own can make the account, too: open the invitation there.";
  at("open").href = invitation.link;
  at("member").hidden = false;
}

/** A new stream on which the invitation was shown (XEP-0445), and the form to be filled in. */
async function show() {
  stranger?.close();
  stranger = await Stranger.connect(WEBSOCKET, invitation.domain);
  await stranger.ask("set", invitation.domain, element(PREAUTH, "preauth", { token: invitation.token }));
  return stranger.ask("get", invitation.domain, element(REGISTER, "query"));
}

async function look() {
  complain("");
  try {
    const query = await show();
    const told = query.getElementsByTagNameNS(OURS, "invitation")[0];
    inviter = told?.getAttribute("inviter") ?? null;
    const reserved = query.getElementsByTagNameNS(REGISTER, "username")[0]?.textContent ?? "";
    const until = told?.getAttribute("expires");
    say(
      inviter ? `${inviter} invites you` : "You are invited",
      `Make your account on ${invitation.domain}${inviter ? ", and the two of you are contacts" : ""}.` +
        (until ? ` The invitation is good until ${new Date(until).toLocaleString([], WHEN)}.` : ""),
    );
    at("domain").textContent = `@${invitation.domain}`;
    if (reserved) {
      at("name").value = reserved;
      at("name").readOnly = true;
      at("name-hint").textContent = "This name is kept for you.";
    }
    at("form").hidden = false;
    at(reserved ? "password" : "name").focus();
  } catch (error) {
    say("Invitation", "");
    complain(words(error), error instanceof Unreachable);
  } finally {
    // Whoever fills in the form takes longer than the server waits for a stranger.
    stranger?.close();
    showLink();
  }
}

function isFilledIn(name, password) {
  mark("name", "");
  mark("password", "");
  if (!password) {
    mark("password", "Choose a password.");
  }
  if (!name) {
    mark("name", "Choose a name.");
  } else if (NOT_IN_A_NAME.test(name)) {
    mark("name", "A name has no spaces, and none of these: \" & ' / : < > @");
  }
  return password && name && !NOT_IN_A_NAME.test(name);
}

/** At the field it is about, where that can be known. */
function refuse(error) {
  if (error instanceof Refusal && error.condition === "conflict") {
    mark("name", "That name is taken. Choose another one.");
  } else if (error instanceof Refusal && error.condition === "not-acceptable") {
    mark(/password/iu.test(error.text) ? "password" : "name", error.text || "This is not accepted. Choose another one.");
  } else {
    complain(words(error));
  }
}

async function create(event) {
  event.preventDefault();
  complain("");
  const name = at("name").value.trim();
  const password = at("password").value;
  if (at("create").disabled || !isFilledIn(name, password)) {
    return;
  }
  at("create").disabled = true;
  at("create").textContent = "One moment …";
  try {
    await show();
    const query = element(
      REGISTER,
      "query",
      {},
      element(REGISTER, "username", {}, name),
      element(REGISTER, "password", {}, password),
    );
    await stranger.ask("set", invitation.domain, query);
    welcome(name);
  } catch (error) {
    refuse(error);
  } finally {
    stranger?.close();
    at("create").disabled = false;
    at("create").textContent = "Create account";
  }
}

function welcome(name) {
  const address = `${name.toLowerCase()}@${invitation.domain}`;
  at("form").hidden = true;
  at("member").hidden = true;
  at("password").value = "";
  at("name").value = "";
  say("Welcome!", "Your account is made.");
  at("address").textContent = address;
  at("done").hidden = false;
  at("enter").focus();
  // The sign-in page reads it; the invitation is used up, and need not stay in the browser's history.
  sessionStorage.setItem("wardroom.address", address);
  history.replaceState(null, "", location.pathname);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(invitation.link);
    at("copied").textContent = "The link is copied.";
  } catch {
    at("copied").textContent = invitation.link;
  }
}

function showPassword() {
  const hidden = at("password").type === "password";
  at("password").type = hidden ? "text" : "password";
  at("show").setAttribute("aria-pressed", String(hidden));
}

at("form").addEventListener("submit", create);
at("show").addEventListener("click", showPassword);
at("copy").addEventListener("click", copy);
at("again").addEventListener("click", look);
addEventListener("hashchange", () => location.reload());

if (invitation) {
  look();
} else {
  say("Invitation", "");
  complain("This link is not complete. Ask whoever sent it to send all of it.");
}
