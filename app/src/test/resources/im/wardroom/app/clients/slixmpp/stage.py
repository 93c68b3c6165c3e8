# SPDX-License-Identifier: Apache-2.0
"""What the stories have in common: people who sign in with an unmodified slixmpp, and wait for what should happen.

A story reads its people from the first line of standard input (JSON), says what it saw line by line, and ends with 0."""

import asyncio
import json
import logging
import sys
import traceback

# It warns while it is imported where its optional compiled part is not installed; that is no part of a story.
logging.getLogger("slixmpp.stringprep").setLevel(logging.ERROR)

import slixmpp
from slixmpp.exceptions import IqError

PATIENCE = 20
PLUGINS = ("xep_0030", "xep_0049", "xep_0054", "xep_0092", "xep_0191", "xep_0198", "xep_0199", "xep_0203", "xep_0280")


class Device(slixmpp.ClientXMPP):
    def __init__(self, stage, person, resource):
        super().__init__(f"{person['jid']}/{resource}", person["password"])
        self.ca_certs = stage.authority
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self.roster.auto_authorize = None
        self.roster.auto_subscribe = False
        self.queues = {}
        for event in (
            "session_start", "session_resumed", "disconnected", "failed_auth", "message", "message_error",
            "presence_subscribe", "presence_subscribed", "presence_available", "presence_away",
            "presence_unavailable", "carbon_received", "carbon_sent",
        ):
            self.queues[event] = asyncio.Queue()
            self.add_event_handler(event, self.queues[event].put_nowait)

    async def next(self, event):
        try:
            return await asyncio.wait_for(self.queues[event].get(), PATIENCE)
        except asyncio.TimeoutError:
            raise AssertionError(f"{self.boundjid}: no {event} in {PATIENCE} s") from None

    async def next_presence(self, event, sender):
        """Of that person; one's own presence and that of others is passed over."""
        while True:
            presence = await self.next(event)
            if presence["from"].bare == sender.boundjid.bare:
                return presence

    def say(self, to, text):
        self.send_message(mto=getattr(to, "boundjid", to), mbody=text, mtype="chat")

    @property
    def bare(self):
        return self.boundjid.bare

    async def appear(self):
        """Available, and known to the server as such: presence to oneself comes back."""
        self.send_presence()
        while (await self.next("presence_available"))["from"] != self.boundjid:
            pass

    async def leave(self):
        self.disconnect()
        await self.next("disconnected")


class Stage:
    def __init__(self, facts):
        self.facts = facts
        self.authority = facts["authority"]
        self.devices = []

    def device(self, name, resource="desk"):
        device = Device(self, self.facts["people"][name], resource)
        self.devices.append(device)
        return device

    def connect(self, device):
        device.connect(("127.0.0.1", self.facts["port"]))

    async def sign_in(self, name, resource="desk"):
        device = self.device(name, resource)
        self.connect(device)
        await device.next("session_start")
        await device.get_roster()
        await device.appear()
        return device

    async def befriend(self, one, other):
        """Both see each other's presence."""
        for asking, asked in ((one, other), (other, one)):
            asking.send_presence(pto=asked.bare, ptype="subscribe")
            await asked.next("presence_subscribe")
            asked.send_presence(pto=asking.bare, ptype="subscribed")
            await asking.next_presence("presence_subscribed", asked)


def tell(story):
    """Runs a story, and everybody leaves after it."""
    logging.basicConfig(level=logging.CRITICAL)
    stage = Stage(json.loads(sys.stdin.readline()))

    async def run():
        try:
            await asyncio.wait_for(story(stage), 90)
            return 0
        except (Exception, asyncio.CancelledError):
            traceback.print_exc(file=sys.stdout)
            return 1
        finally:
            for device in stage.devices:
                device.abort()

    sys.exit(asyncio.get_event_loop().run_until_complete(run()))
