// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.upload;

import im.wardroom.xmpp.address.Domain;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// What people may upload.
///
/// @param label of the service's domain
/// @param maxSize bytes of one file
/// @param maxBytes of all files of one account
/// @param maxFiles of one account
/// @param web where a domain's files are, without a path; nothing while that is not known
public record UploadSettings(
        String label, long maxSize, long maxBytes, int maxFiles, Function<Domain, Optional<URI>> web) {

    public static final UploadSettings DEFAULT = new UploadSettings(
            "upload",
            100L << 20,
            2L << 30,
            10_000,
            domain -> Optional.of(URI.create("https://" + domain.value() + ":5443")));

    public UploadSettings with(long size, long bytes, int files) {
        return new UploadSettings(label, size, bytes, files, web);
    }
}
