# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")
    await stage.befriend(romeo, juliet)

    await juliet["xep_0191"].block(romeo.bare)
    blocked = await juliet["xep_0191"].get_blocked()
    print("blocked:", romeo.bare in [str(jid) for jid in blocked["blocklist"]["items"]])
    await romeo.next_presence("presence_unavailable", juliet)
    print("romeo does not see juliet")
    romeo.say(juliet.bare, "do you hear me?")
    error = await romeo.next("message_error")
    print("romeo is told:", error["error"]["condition"])

    await juliet["xep_0191"].unblock(romeo.bare)
    await romeo.next_presence("presence_available", juliet)
    print("romeo sees juliet")
    romeo.say(juliet.bare, "and now?")
    print("juliet reads:", (await juliet.next("message"))["body"])


tell(story)
