// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

import im.wardroom.xmpp.address.BareJid;
import im.wardroom.xmpp.sasl.ScramHash;
import im.wardroom.xmpp.sasl.ScramKeys;
import java.nio.charset.StandardCharsets;

/// The accounts of a run: `u0`, `u1` and so on. All have one password and one salt, on every server, so that making
/// them and signing in to them costs the generator next to nothing; a server cannot know that.
///
/// @param domain of all accounts
/// @param salt printable, because Prosody keeps it as text
/// @param iterations of the password's hash
public record Credentials(String domain, String password, String salt, int iterations) {

    public static final Credentials DEFAULT =
            new Credentials("localhost", "one password for all", "c2FsdC1vZi1hLXJ1bg", 4096);

    public String name(int account) {
        return "u" + account;
    }

    public String address(int account) {
        return name(account) + '@' + domain;
    }

    public BareJid jid(int account) {
        return BareJid.parse(address(account));
    }

    public byte[] saltBytes() {
        return salt.getBytes(StandardCharsets.US_ASCII);
    }

    public ScramKeys keys(ScramHash hash) {
        return hash.derive(password, saltBytes(), iterations);
    }
}
