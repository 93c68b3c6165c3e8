// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.server.credential.Secret;
import java.util.Optional;

/// An object store for uploaded files.
public record S3Section(
        @Doc("The bucket, which must exist; without it, files are in the data folder.") @Example("wardroom-files")
        Optional<String> bucket,

        @Doc("The address of the store; without it, Amazon's in the region.") @Example("https://s3.example.org")
        Optional<String> endpoint,

        @Doc("The region, where the store has any.") @Default("us-east-1")
        String region,

        @Doc("Who the server is to the store.") @Example("wardroom")
        Optional<String> accessKey,

        @Doc("How the server proves it.") @Example("secret") Optional<Secret> secretKey)
        implements Checked {

    @Override
    public void check(Findings findings) {
        if (bucket.isPresent() && (accessKey.isEmpty() || secretKey.isEmpty())) {
            findings.add("bucket", "a bucket without keys", "access-key and secret-key, too");
        }
        endpoint.filter(address -> !address.matches("https?://([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(:[0-9]{1,5})?/?"))
                .ifPresent(address -> findings.add(
                        "endpoint",
                        "the text \"" + address + '"',
                        "an address such as \"https://s3.example.org\" or \"http://127.0.0.1:9000\""));
    }
}
