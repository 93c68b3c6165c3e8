// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.web.brand.Brand;
import im.wardroom.web.brand.Colour;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What browsers may do and show, and what one request may be like.
public record WebSection(
        @Doc("What the pages call this installation.") @Default(Brand.DEFAULT_NAME)
        String name,

        @Doc("A picture for the pages instead of the product's: PNG, SVG, JPEG or WebP of at most 256 KiB.")
        @Example("logo.svg")
        Optional<Path> logo,

        @Doc("The colour of buttons, links and headings; it must be readable on the light page, #efefef.")
        @Default(Brand.DEFAULT_ACCENT)
        Colour accent,

        @Doc("The same in dark mode; it must be readable on the dark page, #282a36.")
        @Default(Brand.DEFAULT_ACCENT_DARK)
        Colour accentDark,

        @Doc("Sites whose pages may connect, beside the server's own; each as browsers write an origin.")
        @Default("")
        @Example("https://chat.example.org")
        List<String> origins,

        @Doc(
                "Where pages and uploaded files are found, for links: the server's domain and the port of listen.https, unless a proxy in front of it has another address.")
        @Example("https://chat.example.org")
        Optional<String> publicUrl,

        @Doc(
                "The addresses at which clients reach this server; with them, host-meta tells clients all they need (XEP-0487), and they look up nothing else.")
        @Default("")
        @Example("192.0.2.1, 2001:db8::1")
        List<InetAddress> publicAddresses,

        @Doc("The largest first line of a request over HTTP.") @Default("4KiB") @Between(min = "1KiB", max = "64KiB")
        ByteSize lineSize,

        @Doc("The largest headers of a request, all together.") @Default("16KiB") @Between(min = "4KiB", max = "256KiB")
        ByteSize headerSize,

        @Doc("How long a client may take for a request without its body, or to begin one.")
        @Default("30s")
        @Between(min = "1s", max = "10m")
        Duration requestTimeout,

        @Doc("How much of a body must come in each request-timeout.")
        @Default("32KiB")
        @Between(min = "1B", max = "64MiB")
        ByteSize minPace,

        @Doc("How long a client may take to read an answer, or the next megabyte of a long one.")
        @Default("2m")
        @Between(min = "1s", max = "1h")
        Duration answerTimeout)
        implements Checked {

    private static final int MAX_NAME = 60;

    private static final Pattern ORIGIN =
            Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?|https?://\\[[0-9a-f:]+](:[0-9]{1,5})?");

    public Set<String> allowedOrigins() {
        return origins.stream().collect(Collectors.toUnmodifiableSet());
    }

    WebSection relativeTo(Path folder) {
        return new WebSection(
                name,
                logo.map(folder::resolve),
                accent,
                accentDark,
                origins,
                publicUrl,
                publicAddresses,
                lineSize,
                headerSize,
                requestTimeout,
                minPace,
                answerTimeout);
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
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            findings.add("name", "the text \"" + name.strip() + '"', "1 to " + MAX_NAME + " characters on one line");
        }
        readable("accent", accent, "light", Brand.LIGHT_PAGE, findings);
        readable("accent-dark", accentDark, "dark", Brand.DARK_PAGE, findings);
    }

    /// Nobody is to find out from people who cannot read the page.
    private static void readable(String key, Colour colour, String which, Colour page, Findings findings) {
        double contrast = colour.contrast(page);
        if (contrast < Colour.READABLE) {
            findings.add(
                    key,
                    String.format(
                            Locale.ROOT,
                            "\"%s\", which is hard to read on the %s page, %s (contrast %.1f to 1)",
                            colour,
                            which,
                            page,
                            contrast),
                    "a " + (which.equals("light") ? "darker" : "lighter") + " colour (contrast " + Colour.READABLE
                            + " to 1 or more)");
        }
    }
}
