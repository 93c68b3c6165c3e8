# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    romeo.say(stage.facts["people"]["juliet"]["jid"], "while you were away")
    # The answer comes after what was sent before it was handled.
    await romeo["xep_0199"].ping(romeo.boundjid.domain)

    juliet = await stage.sign_in("juliet")
    message = await juliet.next("message")
    print("juliet reads:", message["body"])
    print("delayed:", bool(message.xml.find("{urn:xmpp:delay}delay").get("stamp")))
    await juliet.leave()

    # What comes first now shows that the old message does not come again.
    again = await stage.sign_in("juliet")
    romeo.say(again.bare, "now you are here")
    message = await again.next("message")
    print("juliet reads:", message["body"])
    print("delayed:", message.xml.find("{urn:xmpp:delay}delay") is not None)


tell(story)
