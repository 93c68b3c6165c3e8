# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet", "train")
    print("can be resumed:", bool(juliet["xep_0198"].sm_id))

    juliet.abort()
    await juliet.next("disconnected")
    romeo.say(juliet.bare, "in the tunnel")
    await romeo["xep_0199"].ping(romeo.boundjid.domain)

    stage.connect(juliet)
    await juliet.next("session_resumed")
    print("resumed as", juliet.boundjid.resource)
    print("juliet reads:", (await juliet.next("message"))["body"])
    romeo.say(juliet.bare, "out of the tunnel")
    print("juliet reads:", (await juliet.next("message"))["body"])
    juliet.say(romeo.bare, "I can speak, too")
    print("romeo reads:", (await romeo.next("message"))["body"])


tell(story)
