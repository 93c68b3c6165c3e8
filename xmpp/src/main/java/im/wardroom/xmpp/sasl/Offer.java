// SPDX-License-Identifier: Apache-2.0
package im.wardroom.xmpp.sasl;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What a stream offered to one client: SASL mechanisms, and types of channel binding (XEP-0440). A client
/// that chose SASL2 was offered the mechanisms of SASL2 only (XEP-0474 §5.1).
///
/// @param mechanisms empty where there was no list to shorten: then there is no hash
/// @param bindings empty if none were offered
/// @param lenient a client may claim that it saw no offer of channel binding, against RFC 5802 §6
public record Offer(List<String> mechanisms, List<ChannelBinding> bindings, boolean lenient) {

    private static final String BETWEEN_NAMES = "\u001e";
    private static final String BETWEEN_LISTS = "\u001f";

    /// Of a protocol that has no list of mechanisms.
    public static final Offer NONE = new Offer(List.of(), List.of());

    public Offer {
        mechanisms = List.copyOf(mechanisms);
        bindings = List.copyOf(bindings);
    }

    public Offer(List<String> mechanisms, List<ChannelBinding> bindings) {
        this(mechanisms, bindings, false);
    }

    public Offer asLenient() {
        return new Offer(mechanisms, bindings, true);
    }

    /// The hash, in base64, by which the client sees that nobody shortened these lists on their way
    /// (XEP-0474 §5.1). Names are ASCII, so that the order of strings is that of octets.
    public String downgradeHash(ScramHash hash) {
        String lists = joined(mechanisms);
        if (!bindings.isEmpty()) {
            lists += BETWEEN_LISTS
                    + joined(bindings.stream().map(ChannelBinding::wire).toList());
        }
        return Base64.getEncoder().encodeToString(hash.digest().hash(lists.getBytes(StandardCharsets.US_ASCII)));
    }

    /// Whether a mechanism with channel binding was offered.
    public boolean hasPlus() {
        return mechanisms.stream().anyMatch(name -> name.endsWith("-PLUS"));
    }

    private static String joined(List<String> names) {
        return String.join(BETWEEN_NAMES, names.stream().sorted().toList());
    }
}
