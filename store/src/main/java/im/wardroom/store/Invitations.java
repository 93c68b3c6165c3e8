// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

import java.util.List;
import java.util.Optional;

/// The invitations. Every method may block.
public interface Invitations {

    Optional<Invitation> find(String token);

    List<Invitation> all();
}
