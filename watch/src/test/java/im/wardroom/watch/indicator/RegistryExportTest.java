// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.indicator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryExportTest {

    private static final String REG = """
            Windows Registry Editor Version 5.00\r
            \r
            [HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run]\r
            @="nothing"\r
            "msdos423"="c:\\\\windows\\\\msdos423.exe"\r
            "a \\"b\\"= c"=dword:00000001\r
            "long"=hex(2):63,00,3a,00,\\\r
              5c,00,78,00,00,00\r
            \r
            [-HKEY_CURRENT_USER\\Gone]\r
            "not"="there"\r
            """;

    private final List<String> told = new ArrayList<>();

    private boolean read(byte[] octets) throws IOException {
        return RegistryExport.read(new ByteArrayInputStream(octets), new RegistryExport.Listener() {
            @Override
            public void key(String key) {
                told.add(key);
            }

            @Override
            public void value(String key, String name, String data) {
                told.add(name + " is " + data);
            }
        });
    }

    private void isAllThere() {
        assertThat(told)
                .containsExactly(
                        "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run",
                        " is nothing",
                        "msdos423 is c:\\windows\\msdos423.exe",
                        "a \"b\"= c is dword:00000001",
                        "long is c:\\x");
    }

    @Test
    void anExportInOctetsIsRead() throws IOException {
        read(REG.getBytes(ISO_8859_1));
        isAllThere();
    }

    @Test
    void anExportInUtf16IsRead() throws IOException {
        read(("\ufeff" + REG).getBytes(UTF_16LE));
        isAllThere();
    }

    @Test
    void whatRegQueryPrintsIsRead() throws IOException {
        assertThat(read("""

                HKEY_CURRENT_USER\\Software\\Run
                    Choke    REG_SZ    C:\\choke.exe -blahhh
                    Folder    REG_SZ    C:\\
                    (Default)    REG_SZ

                HKEY_CURRENT_USER\\Software\\Run\\Below
                """.getBytes(ISO_8859_1))).isTrue();
        assertThat(told)
                .containsExactly(
                        "HKEY_CURRENT_USER\\Software\\Run",
                        "Choke is C:\\choke.exe -blahhh",
                        "Folder is C:\\",
                        "(Default) is ",
                        "HKEY_CURRENT_USER\\Software\\Run\\Below");
    }

    @Test
    void somethingElseIsNoExport() throws IOException {
        assertThat(read("Dear all,\n\"a\"=\"b\"".getBytes(ISO_8859_1))).isFalse();
        assertThat(read(new byte[0])).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void longHostileLinesAreReadInTime() throws IOException {
        read(("HKEY_X\n\"" + "\\".repeat(3_000_001) + "\n" + " ".repeat(3_000_000) + "\n" + "REG_".repeat(700_000)
                        + "\n\"a\"=hex:" + "0".repeat(3_000_000))
                .getBytes(ISO_8859_1));
        assertThat(told).first().isEqualTo("HKEY_X");
    }
}
