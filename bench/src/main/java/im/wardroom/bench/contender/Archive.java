// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.contender;

/// Whether messages are archived (XEP-0313), and in what.
public enum Archive {
    OFF("no archive"),
    OWN("its archive"),
    FILES("archive in files"),
    MNESIA("archive in Mnesia"),
    SQLITE("archive in SQLite");

    private final String label;

    Archive(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
