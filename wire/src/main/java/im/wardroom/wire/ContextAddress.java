// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import io.netty.handler.ssl.ReferenceCountedOpenSslContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import javax.net.ssl.SSLException;

/// Where the native part of one of Netty's contexts is: what its native calls ask for, and Netty keeps to itself.
/// (`sslCtxPointer()` is the address of something else.)
final class ContextAddress {

    private ContextAddress() {}

    /// @throws SSLException if this Netty is made otherwise
    static long of(ReferenceCountedOpenSslContext context) throws SSLException {
        try {
            VarHandle field = MethodHandles.privateLookupIn(
                            ReferenceCountedOpenSslContext.class, MethodHandles.lookup())
                    .findVarHandle(ReferenceCountedOpenSslContext.class, "ctx", long.class);
            return (long) field.get(context);
        } catch (ReflectiveOperationException e) {
            throw new SSLException("Netty's native context has another shape", e);
        }
    }
}
