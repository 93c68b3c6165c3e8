// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server.stream;

import im.wardroom.server.authentication.Step;
import im.wardroom.xmpp.sasl.SaslFailure.Condition;
import org.jspecify.annotations.Nullable;

/// How the steps of an authentication look on the stream: classic SASL or SASL2.
interface Framing {

    void challenge(byte[] message);

    void success(Step.Success success);

    void failure(Condition condition, @Nullable String text);
}
