# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")

    romeo.send_presence(pto=juliet.bare, ptype="subscribe")
    await juliet.next("presence_subscribe")
    print("juliet is asked")
    juliet.send_presence(pto=romeo.bare, ptype="subscribed")
    await romeo.next_presence("presence_subscribed", juliet)
    await romeo.next_presence("presence_available", juliet)
    print("romeo sees juliet")

    juliet.send_presence(pto=romeo.bare, ptype="subscribe")
    await romeo.next("presence_subscribe")
    romeo.send_presence(pto=juliet.bare, ptype="subscribed")
    await juliet.next_presence("presence_available", romeo)
    print("juliet sees romeo")

    for one, other in ((romeo, juliet), (juliet, romeo)):
        await one.get_roster()
        print("the roster says", one.client_roster[other.bare]["subscription"])

    romeo.send_presence(pshow="away", pstatus="in Mantua")
    presence = await juliet.next_presence("presence_away", romeo)
    print("romeo is", presence["show"], presence["status"])
    await romeo.leave()
    await juliet.next_presence("presence_unavailable", romeo)
    print("romeo is gone")


tell(story)
