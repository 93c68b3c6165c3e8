# SPDX-License-Identifier: Apache-2.0
import asyncio

from stage import slixmpp, tell


async def said(device, text):
    while True:
        message = await device.next("groupchat_message")
        if message["body"] == text:
            return message


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")
    for device in (romeo, juliet):
        for plugin in ("xep_0045", "xep_0313"):
            device.register_plugin(plugin)
        for event in ("groupchat_message", "groupchat_invite"):
            device.queues[event] = asyncio.Queue()
            device.add_event_handler(event, device.queues[event].put_nowait)

    services = await romeo["xep_0030"].get_items(jid=romeo.boundjid.host)
    domain = next(item[0] for item in services["disco_items"]["items"] if item[2] == "Rooms")
    about = await romeo["xep_0030"].get_info(jid=domain)
    print("service:", sorted(identity[:2] for identity in about["disco_info"]["identities"]))

    room = slixmpp.JID(f"verona@{domain}")
    muc = romeo["xep_0045"]
    presence, subject, _, _ = await muc.join_muc_wait(room, "montague", timeout=20)
    print("created:", 201 in presence["muc"]["status_codes"])
    form = await muc.get_room_config(room)
    print("form has a name:", "muc#roomconfig_roomname" in form.get_fields())
    form["type"] = "submit"
    fields = form.get_fields()
    fields["muc#roomconfig_roomname"]["value"] = "Verona"
    fields["muc#roomconfig_membersonly"]["value"] = True
    await muc.set_room_config(room, form)

    muc.invite(room, juliet.bare, reason="a feast")
    invitation = await juliet.next("groupchat_invite")
    print("juliet is invited:", invitation["muc"]["invite"]["reason"])
    _, _, others, _ = await juliet["xep_0045"].join_muc_wait(room, "capulet", timeout=20)
    print("juliet sees:", sorted(presence["from"].resource for presence in others))

    romeo.send_message(mto=room, mbody="He jests at scars", mtype="groupchat")
    print("juliet hears:", (await said(juliet, "He jests at scars"))["from"].resource)
    juliet.send_message(mto=room, mbody="Ay me!", mtype="groupchat")
    print("romeo hears:", (await said(romeo, "Ay me!"))["from"].resource)

    pages = juliet["xep_0313"].iterate(jid=room, rsm={"max": 10})
    bodies = [m["mam_result"]["forwarded"]["stanza"]["body"] async for m in pages]
    print("archive:", [body for body in bodies if body])

    print("members:", len(await muc.get_affiliation_list(room, "member")))
    await muc.set_role(room, "capulet", "none", reason="dawn")
    await muc.destroy(room, reason="the end")
    left = await romeo["xep_0030"].get_items(jid=domain)
    print("rooms left:", len(left["disco_items"]["items"]))


tell(story)
