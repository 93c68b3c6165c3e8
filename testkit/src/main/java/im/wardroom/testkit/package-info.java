// SPDX-License-Identifier: Apache-2.0
/// An in-process server, devices to talk to it, and the scenario runner.
@NullMarked
package im.wardroom.testkit;

import org.jspecify.annotations.NullMarked;
