// SPDX-License-Identifier: Apache-2.0
package im.wardroom.wire;

import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import org.jspecify.annotations.Nullable;

/// Gives one key manager that is there already, to a library that asks for a factory.
final class FixedKeyManagerFactory extends KeyManagerFactory {

    FixedKeyManagerFactory(KeyManager manager) {
        super(new Fixed(manager), Security.getProviders()[0], "fixed");
    }

    private static final class Fixed extends KeyManagerFactorySpi {

        private final KeyManager manager;

        Fixed(KeyManager manager) {
            this.manager = manager;
        }

        @Override
        protected void engineInit(@Nullable KeyStore store, char @Nullable [] password) {}

        @Override
        protected void engineInit(@Nullable ManagerFactoryParameters parameters) {}

        @Override
        protected KeyManager[] engineGetKeyManagers() {
            return new KeyManager[] {manager};
        }
    }
}
