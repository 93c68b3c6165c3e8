# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    juliet = await stage.sign_in("juliet")

    romeo.say(juliet.bare, "O, wilt thou leave me so unsatisfied?")
    message = await juliet.next("message")
    print("juliet reads:", message["body"])
    message.reply("What satisfaction canst thou have to-night? ☾ <&>").send()
    answer = await romeo.next("message")
    print("romeo reads:", answer["body"])
    print("from the device:", answer["from"] == juliet.boundjid)


tell(story)
