// SPDX-License-Identifier: Apache-2.0
package im.wardroom.app.config;

/// What one account may keep.
public record LimitsSection(
        @Doc("How many contacts a roster may have.") @Default("10000") @Between(min = "10", max = "100000")
        int rosterItems,

        @Doc("How much one private storage element (XEP-0049) may hold.")
        @Default("128KiB")
        @Between(min = "1KiB", max = "16MiB")
        ByteSize privateStorage,

        @Doc("How many messages wait for a person who is away; after that, senders get an error.")
        @Default("10000")
        @Between(min = "0", max = "1000000")
        int offlineMessages,

        @Doc("How many unanswered subscription requests are kept.")
        @Default("1000")
        @Between(min = "10", max = "100000")
        int subscriptionRequests) {}
