// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Authenticator;
import im.wardroom.server.authentication.Step;
import im.wardroom.server.authentication.UserAgent;
import im.wardroom.store.Token;
import im.wardroom.xmpp.sasl.SaslFailure;
import im.wardroom.xmpp.xml.Element;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What a sign-in does to the tokens of its device: issues, renews or forgets them (XEP-0484 §3.3 to §3.6).
record Tokens(Authenticator authenticator, UserAgent agent) {

    /// No token for the client.
    static final Element NONE = Element.of(Sasl2.FAST, "none");

    /// The token element for the client, or [#NONE]. May block.
    Element answer(Element request, Step.Success success) {
        String device = agent.id();
        if (device == null) {
            return NONE;
        }
        Element fast = request.child(Sasl2.FAST, "fast");
        if (fast != null && "true".equals(fast.attribute("invalidate"))) {
            authenticator.forgetTokens(success.account(), device);
            return NONE;
        }
        Token used = success.used();
        String mechanism = wanted(request.child(Sasl2.FAST, "request-token"), used);
        return mechanism == null ? NONE : issue(success, device, mechanism);
    }

    private @Nullable String wanted(@Nullable Element request, @Nullable Token used) {
        if (request != null) {
            return request.attribute("mechanism");
        }
        return used != null && authenticator.isDue(used) ? used.mechanism() : null;
    }

    private Element issue(Step.Success success, String device, String mechanism) {
        try {
            Token token = authenticator.issue(success.account(), device, mechanism, success.used());
            return Element.of(Sasl2.FAST, "token")
                    .with("token", new String(token.secret(), StandardCharsets.US_ASCII))
                    .with("expiry", token.expires().toString());
        } catch (SaslFailure e) {
            return NONE;
        }
    }
}
