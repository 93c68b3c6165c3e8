// SPDX-License-Identifier: Apache-2.0
package im.wardroom.testkit.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a script can say. A device is written `romeo/phone`, or `romeo` if it is the only one.
sealed interface Statement {

    /// Accounts that are made before anything else happens.
    record Accounts(List<String> users, boolean administrators) implements Statement {}

    record Contacts(String one, String other) implements Statement {}

    /// Signed in, available, and what came until then is forgotten.
    record Online(List<String> devices) implements Statement {}

    /// As above, but nothing is forgotten and nobody waits.
    record ComesOnline(List<String> devices) implements Statement {}

    /// Sends presence with capabilities (XEP-0115), and answers what the server asks because of them.
    record Wants(String device, List<String> nodes) implements Statement {}

    /// Signed in, without presence.
    record Connected(List<String> devices) implements Statement {}

    /// A program with a domain on the server (XEP-0114), connected.
    record Component(String name) implements Statement {}

    /// A stream over TLS that nobody signed in to.
    record Stranger(String device) implements Statement {}

    record SignsIn(String device, String password) implements Statement {}

    record CannotSignIn(String user, String password) implements Statement {}

    /// SASL2 and Bind 2 in one step.
    record BindsWith(String device, String xml) implements Statement {}

    record Sends(String device, String xml) implements Statement {}

    record Receives(String device, String xml, boolean ordered) implements Statement {}

    record ReceivesNothing(List<String> devices) implements Statement {}

    /// A feature of the stream.
    record Offered(String device, String xml, boolean expected) implements Statement {}

    record Leaves(String device) implements Statement {}

    record LosesConnection(String device) implements Statement {}

    record CutOff(String device, String xml) implements Statement {}

    /// @param devices nobody in particular means everybody
    record Settles(List<String> devices) implements Statement {}

    record Forgets(List<String> devices) implements Statement {}

    /// XEP-0198 §4, with the true number.
    record Acknowledges(String device) implements Statement {}

    /// XEP-0198 §5.
    ///
    /// @param h claimed instead of the true number
    record Resumes(String device, String id, @Nullable String h) implements Statement {}
}
