# SPDX-License-Identifier: Apache-2.0
from stage import IqError, tell

ADMIN = "http://jabber.org/protocol/admin#"


async def story(stage):
    escalus = await stage.sign_in("escalus")
    romeo = await stage.sign_in("romeo")
    for device in (escalus, romeo):
        device.register_plugin("xep_0050")
    commands, server = escalus["xep_0050"], escalus.boundjid.host

    listed = await escalus["xep_0030"].get_items(jid=server, node=commands.stanza.Command.namespace)
    nodes = {item[1] for item in listed["disco_items"]["items"]}
    print("escalus may:", sorted(node.split("#")[1] for node in nodes if "user" in node and "get-" not in node))

    newcomer = f"nurse-of-{romeo.boundjid.local}@{server}"
    answer = await commands.send_command(server, ADMIN + "add-user", action="execute", timeout=20)
    command = answer["command"]
    form = command["form"]
    print("asked:", form["title"], "/", " ".join(form.get_fields()), "/", sorted(command["actions"]))
    form["type"] = "submit"
    values = {"accountjid": newcomer, "password": "Quaint-Basalt-9471", "password-verify": "Quaint-Basalt-9471"}
    for name, value in values.items():
        form.get_fields()[name]["value"] = value
    answer = await commands.send_command(
        server, ADMIN + "add-user", action="complete", sessionid=command["sessionid"], payload=form.xml, timeout=20
    )
    print("done:", answer["command"]["status"], [text.replace(newcomer, "NURSE") for _, text in answer["command"]["notes"]])

    stage.facts["people"]["nurse"] = {"jid": newcomer, "password": "Quaint-Basalt-9471"}
    nurse = await stage.sign_in("nurse")
    print("nurse is signed in as", nurse.boundjid.resource)

    try:
        await romeo["xep_0050"].send_command(server, ADMIN + "add-user", action="execute", timeout=20)
    except IqError as error:
        print("romeo:", error.condition)


tell(story)
