// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.clients;

/// Somebody with an account on the started program.
record Person(String name, String password) {

    static final String DOMAIN = "localhost";

    String jid() {
        return name + '@' + DOMAIN;
    }
}
