// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.xmpp.xml.XmlLimits;
import java.time.Duration;

/// What one connection may do.
public record StreamSection(
        @Doc("The largest stanza of a client that has signed in.")
        @Default("256KiB")
        @Between(min = "10000B", max = "16MiB")
        ByteSize stanzaSize,

        @Doc("The largest element of a client that has not signed in yet.")
        @Default("16KiB")
        @Between(min = "4KiB", max = "1MiB")
        ByteSize stanzaSizeBeforeSignIn,

        @Doc("How deep the elements of a stanza may be nested.") @Default("64") @Between(min = "8", max = "512")
        int depth,

        @Doc("How many attributes an element may have.") @Default("64") @Between(min = "16", max = "1024")
        int attributes,

        @Doc("How long the name of an element or attribute may be.")
        @Default("512B")
        @Between(min = "64B", max = "8KiB")
        ByteSize nameSize,

        @Doc("How many namespaces an element may declare.") @Default("32") @Between(min = "8", max = "256")
        int namespaces,

        @Doc("How long a client may take to sign in.") @Default("30s") @Between(min = "1s", max = "10m")
        Duration signInTimeout,

        @Doc("A client that was silent for this long is pinged.") @Default("5m") @Between(min = "1s", max = "1d")
        Duration pingAfter,

        @Doc("How long a pinged client may take to answer.") @Default("30s") @Between(min = "1s", max = "1h")
        Duration pingTimeout,

        @Doc("How many connections there may be.") @Default("50000") @Between(min = "1", max = "10000000")
        int connections,

        @Doc("How many of them may come from one address; an office often shares one.")
        @Default("2000")
        @Between(min = "1", max = "10000000")
        int connectionsPerAddress,

        @Doc("How many of them may be without a signed-in client.")
        @Default("5000")
        @Between(min = "1", max = "10000000")
        int connectionsBeforeSignIn,

        @Doc("How much a client may leave unread before its connection is dropped.")
        @Default("4MiB")
        @Between(min = "256KiB", max = "256MiB")
        ByteSize unreadSize)
        implements Checked {

    public XmlLimits limits() {
        return new XmlLimits(stanzaSize.toInt(), depth, attributes, nameSize.toInt(), namespaces);
    }

    public XmlLimits limitsBeforeSignIn() {
        return limits().withStanzaBytes(stanzaSizeBeforeSignIn.toInt());
    }

    @Override
    public void check(Findings findings) {
        if (stanzaSizeBeforeSignIn.compareTo(stanzaSize) > 0) {
            findings.add(
                    "stanza-size-before-sign-in",
                    "\"" + stanzaSizeBeforeSignIn + '"',
                    "at most stanza-size, \"" + stanzaSize + '"');
        }
        if (unreadSize.compareTo(stanzaSize) < 0) {
            findings.add("unread-size", "\"" + unreadSize + '"', "at least stanza-size, \"" + stanzaSize + '"');
        }
        atMostAll("connections-per-address", connectionsPerAddress, findings);
        atMostAll("connections-before-sign-in", connectionsBeforeSignIn, findings);
    }

    private void atMostAll(String key, int value, Findings findings) {
        if (value > connections) {
            findings.add(key, "the number " + value, "at most connections, " + connections);
        }
    }
}
