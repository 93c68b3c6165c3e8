// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.limits;

import im.wardroom.server.extension.Feature;
import im.wardroom.server.extension.Hooks;
import im.wardroom.server.extension.Specification;
import im.wardroom.xmpp.xml.Element;
import java.time.Duration;
import java.util.List;

/// Stream Limits Advertisement (XEP-0478): what a client may send before and after it signed in.
public final class StreamLimits implements Feature {

    private static final String NS = "urn:xmpp:stream-limits:0";

    private final int strangerBytes;
    private final int memberBytes;
    private final Duration signInTimeout;
    private final Duration silence;

    /// @param strangerBytes of a stanza before sign-in
    /// @param memberBytes of a stanza afterwards
    /// @param signInTimeout how long a stranger is waited for
    /// @param silence after which a client must answer a ping
    public StreamLimits(int strangerBytes, int memberBytes, Duration signInTimeout, Duration silence) {
        this.strangerBytes = strangerBytes;
        this.memberBytes = memberBytes;
        this.signInTimeout = signInTimeout;
        this.silence = silence;
    }

    @Override
    public List<Specification> specifications() {
        return List.of(Specification.xep(478, "0.2.0"));
    }

    @Override
    public void install(Hooks hooks) {
        hooks.offerToStrangers(domain -> limits(strangerBytes, signInTimeout))
                .offer(domain -> limits(memberBytes, silence));
    }

    private static Element limits(int bytes, Duration idle) {
        return Element.of(NS, "limits")
                .with(Element.of(NS, "max-bytes", Integer.toString(bytes)))
                .with(Element.of(NS, "idle-seconds", Long.toString(idle.toSeconds())));
    }
}
