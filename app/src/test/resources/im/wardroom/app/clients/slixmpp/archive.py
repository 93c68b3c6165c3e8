# SPDX-License-Identifier: Apache-2.0
from stage import IqError, tell


async def texts(results):
    return [message["mam_result"]["forwarded"]["stanza"] async for message in results]


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")
    for device in (romeo, juliet):
        for plugin in ("xep_0313", "xep_0441"):
            device.register_plugin(plugin)

    romeo.say(juliet.bare, "1")
    await juliet.next("message")
    juliet.say(romeo.bare, "2")
    await romeo.next("message")
    romeo.say(juliet.bare, "3")
    await juliet.next("message")

    mam = juliet["xep_0313"]
    form = await mam.get_fields()
    print("fields:", " ".join(sorted(name for name in form.get_fields() if name != "FORM_TYPE")))

    # Pages of one message each.
    for message in await texts(mam.iterate(jid=juliet.bare, rsm={"max": 1})):
        print(f"{message['from'].user.rstrip('0123456789')}: {message['body']}")
    backwards = await texts(mam.iterate(jid=juliet.bare, rsm={"max": 2}, reverse=True))
    print("from the end:", " ".join(message["body"] for message in backwards))
    print("nobody else:", len(await texts(mam.iterate(with_jid="nurse@localhost"))))

    metadata = (await mam.get_archive_metadata())["mam_metadata"]
    print("metadata spans:", metadata["start"]["timestamp"] <= metadata["end"]["timestamp"])

    preferences = juliet["xep_0441"]
    print("default:", (await preferences.get_preferences())[0])
    changed = await preferences.set_preferences(default="always", always=[], never=[romeo.boundjid.bare])
    for jid in changed["mam_prefs"]["never"]:
        print("never:", jid.user.rstrip("0123456789"))
    romeo.say(juliet.bare, "off the record")
    await juliet.next("message")

    try:
        await mam.retrieve(rsm={"after": "no-such-id"})
    except IqError as error:
        print("no such message:", error.condition)
    print("still in the archive:", len(await texts(mam.iterate())))


tell(story)
