// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

/// What an account may do beyond messaging.
public enum Role {
    USER,
    ADMINISTRATOR,
    /// An address of a service, such as a room: nobody signs in as it.
    SERVICE
}
