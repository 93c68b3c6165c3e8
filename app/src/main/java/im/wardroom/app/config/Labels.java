// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

import im.wardroom.xmpp.address.Domain;

/// What a service's domain is called in front of the server's.
final class Labels {

    private Labels() {}

    static void check(String key, String label, String example, Checked.Findings findings) {
        boolean valid = !label.contains(".");
        try {
            valid &= !new Domain(label + ".example").toString().isEmpty();
        } catch (IllegalArgumentException e) {
            valid = false;
        }
        if (!valid) {
            findings.add(key, '"' + label + '"', "one label of a domain name, such as \"" + example + '"');
        }
    }
}
