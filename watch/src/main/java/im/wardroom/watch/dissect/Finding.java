// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.dissect;

/// What a flow was found to be.
public sealed interface Finding permits Detection, Concealment {

    Via via();

    /// What gave it away, in words: `TLS name web.whatsapp.com`.
    String evidence();
}
