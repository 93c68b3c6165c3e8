// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What browsers may do.
public record WebSection(
        @Doc("Sites whose pages may connect over WebSocket, beside the server's own; each as browsers write an origin.")
        @Default("")
        @Example("https://chat.example.org")
        List<String> origins,

        @Doc(
                "Where pages and uploaded files are found, for links: the server's domain and the port of listen.https, unless a proxy in front of it has another address.")
        @Example("https://chat.example.org")
        Optional<String> publicUrl)
        implements Checked {

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

    public Set<String> allowedOrigins() {
        return origins.stream().collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void check(Findings findings) {
        origins.stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .forEach(origin -> findings.add(
                        "origins",
                        "the text \"" + origin + '"',
                        "an origin in lower case and without a path, such as \"https://chat.example.org\""));
        publicUrl
                .filter(url -> !url.startsWith("https:") || !ORIGIN.matcher(url).matches())
                .ifPresent(url -> findings.add(
                        "public-url",
                        "the text \"" + url + '"',
                        "an https address in lower case and without a path, such as \"https://chat.example.org\""));
    }
}
