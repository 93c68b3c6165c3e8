// SPDX-License-Identifier: Apache-2.0
package im.wardroom.server;

import im.wardroom.server.extension.Specification;
import java.util.List;

/// What the kernel itself implements, beside the features.
public final class KernelSpecifications {

    private KernelSpecifications() {}

    public static List<Specification> all() {
        return List.of(
                Specification.rfc(5802),
                Specification.rfc(5929).partial("tls-server-end-point"),
                Specification.rfc(6120).partial("client streams"),
                Specification.rfc(6121),
                Specification.rfc(7395),
                Specification.rfc(7590),
                Specification.rfc(7622),
                Specification.rfc(7677),
                Specification.rfc(9266),
                Specification.xep(82, "1.1.1"),
                Specification.xep(114, "1.6").partial("components connect to the server, not the other way"),
                Specification.xep(124, "1.11.2").partial("no streams beside the first"),
                Specification.xep(156, "1.4.0"),
                Specification.xep(198, "1.6.3"),
                Specification.xep(206, "1.4"),
                Specification.xep(368, "1.1.0").partial("direct TLS for clients, with ALPN"),
                Specification.xep(386, "1.1.0").partial("no metadata of the archive in the answer"),
                Specification.xep(388, "1.0.4").partial("without tasks"),
                Specification.xep(440, "1.0.0"),
                Specification.xep(474, "0.5.0"),
                Specification.xep(484, "0.2.0").partial("HT-SHA-256-EXPR, -ENDP and -NONE"),
                Specification.xep(487, "0.1.0").partial("where addresses are configured; no pins of keys, no ECH"));
    }
}
