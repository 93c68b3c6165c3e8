# SPDX-License-Identifier: Apache-2.0
from stage import tell


async def story(stage):
    romeo = await stage.sign_in("romeo", "balcony")
    print("signed in as", romeo.boundjid.resource)
    print("mechanism", romeo["feature_mechanisms"].mech.name)
    print(romeo.transport.get_extra_info("ssl_object").version())


tell(story)
