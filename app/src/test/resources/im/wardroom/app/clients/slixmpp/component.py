# SPDX-License-Identifier: Apache-2.0
import asyncio

from stage import slixmpp, tell


class Echo(slixmpp.ComponentXMPP):
    """Says what it hears, and is a contact of whoever asks."""

    def __init__(self, domain, secret, port):
        super().__init__(domain, secret, "127.0.0.1", port)
        for plugin in ("xep_0030", "xep_0092", "xep_0199"):
            self.register_plugin(plugin)
        self["xep_0030"].add_identity(category="automation", itype="echo", name="Echo")
        self.auto_authorize = True
        self.auto_subscribe = False
        self.started = asyncio.Event()
        self.stopped = asyncio.Event()
        self.add_event_handler("session_start", lambda _: self.started.set())
        self.add_event_handler("disconnected", lambda _: self.stopped.set())
        self.add_event_handler("message", self.answer)

    def answer(self, message):
        if message["type"] == "chat":
            message.reply(message["body"].upper()).send()


async def story(stage):
    facts = stage.facts["component"]
    echo = Echo(facts["domain"], facts["secret"], facts["port"])
    echo.connect()
    await asyncio.wait_for(echo.started.wait(), 20)
    romeo = await stage.sign_in("romeo")
    romeo.register_plugin("xep_0092")
    romeo.register_plugin("xep_0199")
    domain = facts["domain"]

    services = await romeo["xep_0030"].get_items(jid=romeo.boundjid.host)
    print("listed:", domain in [item[0] for item in services["disco_items"]["items"]])
    about = await romeo["xep_0030"].get_info(jid=domain)
    print("it is:", sorted(identity[:2] for identity in about["disco_info"]["identities"]))

    romeo.send_message(mto=f"anybody@{domain}", mbody="is there an echo?", mtype="chat")
    answer = await romeo.next("message")
    print("romeo reads:", answer["body"], "from", answer["from"].user)
    print("it answers a ping:", (await romeo["xep_0199"].ping(domain)) is not None)

    romeo.send_presence_subscription(pto=domain, ptype="subscribe")
    await romeo.next("presence_subscribed")
    await romeo.get_roster()
    print("the roster says:", romeo.client_roster[domain]["subscription"])

    echo.disconnect()
    await asyncio.wait_for(echo.stopped.wait(), 20)
    for _ in range(100):
        services = await romeo["xep_0030"].get_items(jid=romeo.boundjid.host)
        if domain not in [item[0] for item in services["disco_items"]["items"]]:
            break
        await asyncio.sleep(0.05)
    try:
        await romeo["xep_0030"].get_info(jid=domain)
        print("it is there still")
    except slixmpp.exceptions.IqError as refusal:
        print("gone:", refusal.condition)


tell(story)
