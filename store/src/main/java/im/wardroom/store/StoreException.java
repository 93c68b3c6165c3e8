// SPDX-License-Identifier: Apache-2.0
package im.wardroom.store;

/// A read or a change that the store could not carry out.
public class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }

    /// The account, or whatever else the change makes, exists already.
    public static final class Conflict extends StoreException {
        private static final long serialVersionUID = 1L;

        public Conflict(String message) {
            super(message);
        }
    }

    /// What the change is about does not exist.
    public static final class Missing extends StoreException {
        private static final long serialVersionUID = 1L;

        public Missing(String message) {
            super(message);
        }
    }

    /// Its owner may not keep so much.
    public static final class Full extends StoreException {
        private static final long serialVersionUID = 1L;

        public Full(String message) {
            super(message);
        }
    }

    /// Too many changes are waiting to be written.
    public static final class Overloaded extends StoreException {
        private static final long serialVersionUID = 1L;

        public Overloaded(String message) {
            super(message);
        }
    }

    /// The store takes no more changes.
    public static final class Closed extends StoreException {
        private static final long serialVersionUID = 1L;

        public Closed(String message) {
            super(message);
        }
    }

    /// Another process has the store open.
    public static final class InUse extends StoreException {
        private static final long serialVersionUID = 1L;

        public InUse(String message) {
            super(message);
        }
    }

    /// A commit before this one, in the same lane, failed; this one was not tried.
    public static final class Broken extends StoreException {

        private static final long serialVersionUID = 1L;

        public Broken(String message) {
            super(message);
        }
    }
}
