// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import java.util.Locale;

/// What somebody looks at a page on.
enum Screen {
    DESK(1000, 640, ColorScheme.LIGHT),
    DESK_IN_THE_DARK(1000, 640, ColorScheme.DARK),
    PHONE(390, 844, ColorScheme.LIGHT),
    PHONE_IN_THE_DARK(390, 844, ColorScheme.DARK);

    private final int width;
    private final int height;
    private final ColorScheme scheme;

    Screen(int width, int height, ColorScheme scheme) {
        this.width = width;
        this.height = height;
        this.scheme = scheme;
    }

    Browser.NewContextOptions context() {
        return new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme);
    }

    /// As part of the name of a file.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
