// SPDX-License-Identifier: Apache-2.0
package im.wardroom.watch.name;

import im.wardroom.watch.dissect.Dissector;
import im.wardroom.watch.dissect.Look;

/// A mark on a flow that has said a name which is nobody's in the directory: then its address proves nothing, as many
/// names live at one address.
final class Named {

    private static final Named MARK = new Named();

    private Named() {}

    static void mark(Look look, Dissector addresses) {
        look.remember(addresses, MARK);
    }

    static boolean is(Look look, Dissector addresses) {
        return look.remembered(addresses, Named.class) != null;
    }
}
