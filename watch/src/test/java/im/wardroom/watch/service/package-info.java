// SPDX-License-Identifier: Apache-2.0
/// Tests of the directory of services.
@NullMarked
package im.wardroom.watch.service;

import org.jspecify.annotations.NullMarked;
