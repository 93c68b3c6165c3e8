// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

/// What an account may do beyond messaging.
public enum Role {
    USER,
    ADMINISTRATOR
}
