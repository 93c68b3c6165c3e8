// SPDX-License-Identifier: Apache-2.0
package im.wardroom.guard.file;

/// What the unpacking of one file has cost, and may still cost. For one thread.
final class Budget {

    /// Below this, it does not matter how well something was packed.
    private static final long SMALL = 16L << 20;

    private final FileRules.Limits limits;
    private final long most;
    private final long until;
    private int entries;
    private long unpacked;

    Budget(FileRules.Limits limits, long size) {
        this.limits = limits;
        long byRatio = Math.max(SMALL, Math.clamp(size, 1, Long.MAX_VALUE / limits.ratio()) * limits.ratio());
        this.most = Math.min(limits.unpacked(), byRatio);
        this.until = System.nanoTime() + limits.time().toNanos();
    }

    void entry() throws ArchiveTrouble {
        if (++entries > limits.entries()) {
            throw new ArchiveTrouble(ArchiveTrouble.Kind.LIMIT, "more than " + limits.entries() + " files");
        }
    }

    /// Of an archive that says so before it is looked into.
    void entries(long announced) throws ArchiveTrouble {
        if (announced > limits.entries()) {
            throw new ArchiveTrouble(ArchiveTrouble.Kind.LIMIT, "more than " + limits.entries() + " files");
        }
    }

    void bytes(int count) throws ArchiveTrouble {
        unpacked += count;
        if (unpacked > most) {
            throw new ArchiveTrouble(ArchiveTrouble.Kind.LIMIT, "unpacks to more than " + most + " bytes");
        }
        if (System.nanoTime() - until > 0) {
            throw new ArchiveTrouble(ArchiveTrouble.Kind.LIMIT, "takes longer than " + limits.time());
        }
    }

    void depth(int depth) throws ArchiveTrouble {
        if (depth > limits.depth()) {
            throw new ArchiveTrouble(
                    ArchiveTrouble.Kind.LIMIT, "archives within archives, more than " + limits.depth() + " deep");
        }
    }
}
