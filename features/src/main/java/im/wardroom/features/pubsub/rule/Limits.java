// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

/// What one owner may have.
///
/// @param nodes of one owner
/// @param items of one node
/// @param itemBytes of one payload
/// @param ownerBytes of all payloads of one owner
/// @param entities affiliations of one node, and subscriptions of one node
/// @param nameLength characters of a node's name, and of an item's id
public record Limits(int nodes, int items, int itemBytes, long ownerBytes, int entities, int nameLength) {
    public static final Limits DEFAULT = new Limits(500, 5_000, 200 * 1024, 16L << 20, 1_000, 1_023);
}
