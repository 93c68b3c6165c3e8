// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

/// What a flow was found to be.
public sealed interface Finding permits Detection, Concealment {

    Via via();

    /// The service, or in brackets how it is hidden.
    String subject();

    /// Whether another finding of the same flow says nothing new.
    boolean isSame(Finding other);

    /// What gave it away, in words: `TLS name web.whatsapp.com`.
    String evidence();
}
