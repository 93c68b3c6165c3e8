// SPDX-License-Identifier: Apache-2.0
package im.wardroom.bench.load;

/// A run whose figures would be worth nothing: a message was lost, came twice, or a client could not go on.
public final class LoadFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LoadFailure(String why) {
        super(why);
    }
}
