# SPDX-License-Identifier: Apache-2.0
import asyncio

from stage import IqError, slixmpp, tell

ET = slixmpp.xmlstream.ET


def entry(text):
    element = ET.Element("{http://www.w3.org/2005/Atom}entry")
    ET.SubElement(element, "{http://www.w3.org/2005/Atom}title").text = text
    return element


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")
    for device in (romeo, juliet):
        device.register_plugin("xep_0060")
        device.queues["pubsub_publish"] = asyncio.Queue()
        device.add_event_handler("pubsub_publish", device.queues["pubsub_publish"].put_nowait)
    services = await romeo["xep_0030"].get_items(jid=romeo.boundjid.host)
    service = next(item[0] for item in services["disco_items"]["items"] if item[2] == "Publish-Subscribe")

    pubsub = romeo["xep_0060"]
    form = (await pubsub.get_node_config(service))["pubsub_owner"]["default"]["form"]
    print("usually:", form.get_fields()["pubsub#access_model"]["value"])
    form["type"] = "submit"
    form.get_fields()["pubsub#title"]["value"] = "Verona"
    await pubsub.create_node(service, "news", config=form)
    answer = await juliet["xep_0060"].subscribe(service, "news")
    print("juliet is", answer["pubsub"]["subscription"]["subscription"])
    await pubsub.publish(service, "news", id="1", payload=entry("A plague o' both your houses"))
    event = (await juliet.next("pubsub_publish"))["pubsub_event"]["items"]["item"]
    print("juliet hears:", event["id"], event["payload"][0].text)
    items = await juliet["xep_0060"].get_items(service, "news")
    print("and reads:", [item["id"] for item in items["pubsub"]["items"]])
    try:
        await juliet["xep_0060"].publish(service, "news", id="2", payload=entry("Ay me!"))
    except IqError as error:
        print("she may not publish:", error.condition)
    await pubsub.modify_affiliations(service, "news", affiliations=[(juliet.bare, "publisher")])
    await juliet["xep_0060"].publish(service, "news", id="2", payload=entry("Ay me!"))
    nodes = await juliet["xep_0060"].get_nodes(service)
    print("nodes:", [(item[1], item[2]) for item in nodes["disco_items"]["items"]])
    await pubsub.delete_node(service, "news")


tell(story)
