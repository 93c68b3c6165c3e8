// SPDX-License-Identifier: Apache-2.0
package im.wardroom.features.pubsub.rule;

/// The namespaces of publish-subscribe.
public final class Names {

    public static final String PUBSUB = "http://jabber.org/protocol/pubsub";
    public static final String OWNER = PUBSUB + "#owner";
    public static final String EVENT = PUBSUB + "#event";
    public static final String ERRORS = PUBSUB + "#errors";
    public static final String NODE_CONFIG = PUBSUB + "#node_config";
    public static final String PUBLISH_OPTIONS = PUBSUB + "#publish-options";
    public static final String META_DATA = PUBSUB + "#meta-data";

    private Names() {}
}
