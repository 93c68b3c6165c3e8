// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

/// What one owner may have.
///
/// @param nodes of one account, or of a service
/// @param nodesOfOne that one person may own at a service
/// @param items of one node
/// @param itemBytes of one payload
/// @param ownerBytes of all payloads of one account, or of a service
/// @param entities affiliations of one node, and subscriptions of one node
/// @param nameLength characters of a node's name, and of an item's id
public record Limits(
        int nodes, int nodesOfOne, int items, int itemBytes, long ownerBytes, int entities, int nameLength) {

    public static final Limits DEFAULT = new Limits(500, 500, 5_000, 200 * 1024, 16L << 20, 1_000, 1_023);

    public static final Limits OF_A_SERVICE = new Limits(2_000, 100, 5_000, 200 * 1024, 1L << 30, 1_000, 1_023);
}
