# SPDX-License-Identifier: Apache-2.0
import asyncio
import base64
import hashlib
from xml.etree import ElementTree

from stage import tell

BOOKMARKS = "urn:xmpp:bookmarks:1"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
ROOM = "theplay@conference.shakespeare.example"
EVENTS = ("avatar_metadata_publish", "bookmarks_publish")


async def sign_in(stage, name, resource):
    device = stage.device(name, resource)
    for plugin in ("xep_0115", "xep_0060", "xep_0163", "xep_0084", "xep_0048"):
        device.register_plugin(plugin)
    device["xep_0060"].map_node_event(BOOKMARKS, "bookmarks")
    device["xep_0163"].add_interest(BOOKMARKS)
    for event in EVENTS:
        device.queues[event] = asyncio.Queue()
        device.add_event_handler(event, device.queues[event].put_nowait)
    stage.connect(device)
    await device.next("session_start")
    await device["xep_0115"].update_caps()
    await device.get_roster()
    await device.appear()
    return device


async def story(stage):
    romeo = await sign_in(stage, "romeo", "orchard")
    juliet = await sign_in(stage, "juliet", "desk")
    phone = await sign_in(stage, "juliet", "phone")
    await stage.befriend(romeo, juliet)

    picture = hashlib.sha1(PICTURE).hexdigest()
    await juliet["xep_0084"].publish_avatar(PICTURE)
    await juliet["xep_0084"].publish_avatar_metadata(
        {"id": picture, "type": "image/png", "bytes": str(len(PICTURE))}
    )
    event = await romeo.next("avatar_metadata_publish")
    print("romeo hears of the picture:", event["pubsub_event"]["items"]["item"]["id"] == picture)
    found = await romeo["xep_0084"].retrieve_avatar(juliet.bare, picture)
    print("romeo has it:", found["pubsub"]["items"]["item"]["avatar_data"]["value"] == PICTURE)

    form = juliet["xep_0004"].make_form(ftype="submit")
    form.add_field("FORM_TYPE", ftype="hidden", value="http://jabber.org/protocol/pubsub#publish-options")
    form.add_field("pubsub#access_model", value="whitelist")
    form.add_field("pubsub#max_items", value="max")
    bookmark = ElementTree.fromstring(f"<conference xmlns='{BOOKMARKS}' name='The Play' autojoin='true'/>")
    await juliet["xep_0060"].publish(juliet.bare, BOOKMARKS, id=ROOM, payload=bookmark, options=form)
    event = await phone.next("bookmarks_publish")
    print("the phone hears of:", event["pubsub_event"]["items"]["item"]["id"])
    old = await phone["xep_0048"].get_bookmarks(method="xep_0049")
    rooms = [room.get("jid") for room in old.xml.iter("{storage:bookmarks}conference")]
    print("an old client finds:", *rooms)


tell(story)
