# SPDX-License-Identifier: Apache-2.0
from xml.etree import ElementTree

from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")

    card = romeo["xep_0054"].make_vcard()
    card["FN"] = "Romeo Montague"
    await romeo["xep_0054"].publish_vcard(card)
    seen = await juliet["xep_0054"].get_vcard(romeo.bare)
    print("juliet sees the card of", seen["vcard_temp"]["FN"])

    query = juliet.make_iq_set()
    private = ElementTree.SubElement(query.xml, "{jabber:iq:private}query")
    ElementTree.SubElement(private, "{urn:example:diary}diary").text = "a private page"
    await query.send()
    query = juliet.make_iq_get()
    private = ElementTree.SubElement(query.xml, "{jabber:iq:private}query")
    ElementTree.SubElement(private, "{urn:example:diary}diary")
    answer = await query.send()
    print("juliet's diary:", answer.xml.find(".//{urn:example:diary}diary").text)

    print("the server answers:", await romeo["xep_0199"].ping(romeo.boundjid.domain) < 20)
    print("juliet's device answers:", await romeo["xep_0199"].ping(juliet.boundjid.full) < 20)
    version = await romeo["xep_0092"].get_version(romeo.boundjid.domain)
    print("it is", version["software_version"]["name"])

    found = await romeo["xep_0030"].get_info(romeo.boundjid.domain)
    print("identity:", [(category, kind) for category, kind, _, _ in found["disco_info"]["identities"]])
    features = found["disco_info"]["features"]
    for wanted in ("urn:xmpp:blocking", "urn:xmpp:carbons:2", "urn:xmpp:ping", "vcard-temp", "msgoffline"):
        print(wanted, wanted in features)


tell(story)
