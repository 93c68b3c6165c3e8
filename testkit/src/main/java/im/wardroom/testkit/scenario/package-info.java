// SPDX-License-Identifier: Apache-2.0
/// Scripts in plain words that people with devices play against a real server.
@NullMarked
package im.wardroom.testkit.scenario;

import org.jspecify.annotations.NullMarked;
