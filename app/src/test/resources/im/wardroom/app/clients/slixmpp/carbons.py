# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo")
    desk = await stage.sign_in("juliet", "desk")
    phone = await stage.sign_in("juliet", "phone")
    for device in (desk, phone):
        await device["xep_0280"].enable()

    romeo.say(desk.boundjid.full, "to the desk")
    print("desk reads:", (await desk.next("message"))["body"])
    copy = await phone.next("carbon_received")
    print("phone has a copy of:", copy["carbon_received"]["body"])

    phone.say(romeo.bare, "from the phone")
    print("romeo reads:", (await romeo.next("message"))["body"])
    copy = await desk.next("carbon_sent")
    print("desk has a copy of:", copy["carbon_sent"]["body"])


tell(story)
