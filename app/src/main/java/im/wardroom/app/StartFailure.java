// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app;

/// The server cannot start. The message says why, and what to do.
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final String key;

    public StartFailure(String message) {
        super(message);
        this.key = "";
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
        this.key = "";
    }

    /// @param key of the configuration that the problem belongs to
    public StartFailure(String key, String message, Throwable cause) {
        super(message, cause);
        this.key = key;
    }

    /// Empty if the problem belongs to no key of the configuration.
    public String key() {
        return key;
    }
}
