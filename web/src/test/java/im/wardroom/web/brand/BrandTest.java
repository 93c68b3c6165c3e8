// SPDX-License-Identifier: Apache-2.0
package im.wardroom.web.brand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import im.wardroom.web.RawClient;
import im.wardroom.web.TestWeb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Name, logo and colours of an installation.
@Timeout(60)
class BrandTest {

    private static final String SVG =
            "<?xml version='1.0'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x/x'>"
                    + "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";

    @TempDir
    Path folder;

    private Path file(byte... content) throws IOException {
        return Files.write(folder.resolve("logo"), content);
    }

    private Path file(String content) throws IOException {
        return file(content.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({"#000000,#ffffff,21", "#ffffff,#ffffff,1", "#777777,#ffffff,4.48", "#1d4e6b,#efefef,7.76"})
    void contrastIsThatOfTheGuidelines(String one, String other, double expected) {
        assertThat(Colour.parse(one).contrast(Colour.parse(other))).isCloseTo(expected, within(0.05));
        assertThat(Colour.parse(other).contrast(Colour.parse(one))).isCloseTo(expected, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "#1234567", "", "#ffffff;}", "1d4e6b"})
    void colourIsWrittenInOneWay(String text) {
        assertThatThrownBy(() -> Colour.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void coloursOfTheProductAreReadable() {
        assertThat(Brand.DEFAULT.accent().contrast(Brand.LIGHT_PAGE)).isGreaterThan(Colour.READABLE);
        assertThat(Brand.DEFAULT.accentDark().contrast(Brand.DARK_PAGE)).isGreaterThan(Colour.READABLE);
    }

    @Test
    void typeOfALogoIsThatOfItsContent() throws IOException {
        assertThat(Logo.read(file("\u0089PNG\r\n\u001a\n...")).type()).isEqualTo("image/png");
        assertThat(Logo.read(file("\u00ff\u00d8\u00ff\u00e0...")).type()).isEqualTo("image/jpeg");
        assertThat(Logo.read(file("RIFF....WEBPVP8 ")).type()).isEqualTo("image/webp");
        assertThat(Logo.read(file(SVG)).type()).isEqualTo("image/svg+xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GIF89a",
                "<html/>",
                "<svg/>",
                "<svg xmlns='http://www.w3.org/2000/svg'>",
                "<x><svg xmlns='http://www.w3.org/2000/svg'/></x>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
                        + "<svg xmlns='http://www.w3.org/2000/svg'>&e;</svg>"
            })
    void whatIsNoPictureIsRefused(String content) throws IOException {
        Path file = file(content);
        assertThatThrownBy(() -> Logo.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("the logo " + file + " is not a PNG, JPEG, WebP or SVG picture");
    }

    @Test
    void logoThatIsTooLargeOrNotThereIsRefused() throws IOException {
        Path large = file(new byte[Logo.MAX_BYTES + 1]);
        assertThatThrownBy(() -> Logo.read(large)).hasMessageContaining("larger than 256 KiB");
        assertThatThrownBy(() -> Logo.read(folder.resolve("nothing"))).hasMessageContaining("does not exist");
        assertThatThrownBy(() -> Logo.read(folder)).hasMessageContaining("cannot be read");
    }

    @Test
    void pagesShowTheBrandAndNothingInALogoRuns() throws IOException {
        Brand brand = new Brand(
                "Ärzte & \"Söhne\" <b>\\",
                Optional.of(Logo.read(file(SVG))),
                Colour.parse("#7a0019"),
                Colour.parse("#FFC9D1"));
        try (TestWeb web = TestWeb.start(brand);
                RawClient client = web.connect()) {
            assertThat(client.get("/").text()).contains("<title>Ärzte &amp; &quot;Söhne&quot; &lt;b>\\</title>");
            assertThat(client.get("/invite").text()).contains("<title>Invitation – Ärzte &amp; &quot;");
            assertThat(client.get("/settings.json").text()).startsWith("{\"name\":\"Ärzte & \\\"Söhne\\\" <b>\\\\\",");
            assertThat(client.get("/brand.css").text())
                    .contains("--accent: #7a0019;", "--accent-parts: 122, 0, 25;", "--accent: #ffc9d1;");
            RawClient.Answer logo = client.get("/logo");
            assertThat(logo.headers())
                    .containsEntry("content-type", "image/svg+xml")
                    .containsEntry("x-content-type-options", "nosniff");
            assertThat(logo.headers().get("content-security-policy"))
                    .contains("default-src 'none'", "sandbox;")
                    .doesNotContain("script");
        }
    }
}
