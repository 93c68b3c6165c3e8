// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// Publish-subscribe on a domain of its own.
public record PubSubSection(
        @Doc("Whether there is such a service.") @Default("true")
        boolean enabled,

        @Doc("What its domain is called in front of the server's.") @Default("pubsub")
        String label,

        @Doc("How many nodes there may be.") @Default("2000") @Between(min = "1", max = "100000")
        int nodes,

        @Doc("How many of them one person may own.") @Default("100") @Between(min = "1", max = "100000")
        int nodesPerPerson,

        @Doc("How many items of one node are kept at most, whatever its owner says.")
        @Default("5000")
        @Between(min = "1", max = "1000000")
        int itemsPerNode,

        @Doc("How much all items may take.") @Default("1GiB") @Between(min = "1MiB", max = "1024GiB")
        ByteSize size)
        implements Checked {

    @Override
    public void check(Findings findings) {
        Labels.check("label", label, "pubsub", findings);
    }
}
