# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = stage.device("romeo")
    stage.connect(romeo)
    failure = await romeo.next("failed_auth")
    print("refused:", failure["condition"])
    print("because:", failure["text"])


tell(story)
