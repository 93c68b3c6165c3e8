// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.brand;

import java.util.Optional;

/// What the installation calls itself, and how it looks.
///
/// @param logo instead of the product's
/// @param accent of buttons, links and headings on the light page
/// @param accentDark the same on the dark page
public record Brand(String name, Optional<Logo> logo, Colour accent, Colour accentDark) {

    public static final Colour LIGHT_PAGE = Colour.parse("#efefef");
    public static final Colour DARK_PAGE = Colour.parse("#282a36");

    public static final String DEFAULT_NAME = "Wardroom";
    public static final String DEFAULT_ACCENT = "#1d4e6b";
    public static final String DEFAULT_ACCENT_DARK = "#8fd0f0";

    public static final Brand DEFAULT =
            new Brand(DEFAULT_NAME, Optional.empty(), Colour.parse(DEFAULT_ACCENT), Colour.parse(DEFAULT_ACCENT_DARK));

    /// The name as it is written in a page.
    public String nameInHtml() {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /// What the pages' style sheets build on. Text on the accent is white in the light, and of the page's colour in the
    /// dark.
    public String styles() {
        return """
                :root {
                  color-scheme: light dark;
                  --page: %1$s;
                  --accent: %2$s;
                  --accent-parts: %3$s;
                  --on-accent: #ffffff;
                }
                @media (prefers-color-scheme: dark) {
                  :root {
                    --page: %4$s;
                    --accent: %5$s;
                    --accent-parts: %6$s;
                    --on-accent: %4$s;
                  }
                }
                """.formatted(LIGHT_PAGE, accent, accent.parts(), DARK_PAGE, accentDark, accentDark.parts());
    }
}
